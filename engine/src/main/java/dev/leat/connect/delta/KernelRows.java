package dev.leat.connect.delta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.KernelValues;
import dev.leat.connect.SampledValues;
import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/** Rows of a table's files as Delta Kernel reads them: deletion vectors and column mapping applied. */
record KernelRows(Engine engine, StructType columns) {

    List<ObjectNode> first(Snapshot snapshot, int most) throws IOException {
        Scan scan = snapshot.getScanBuilder().build();
        Row state = scan.getScanState(engine);
        List<ObjectNode> rows = new ArrayList<>();
        try (CloseableIterator<Row> files = Utils.intoRows(scan.getScanFiles(engine))) {
            while (files.hasNext() && rows.size() < most) {
                file(state, files.next(), most, rows);
            }
        }
        return rows;
    }

    private void file(Row state, Row file, int most, List<ObjectNode> rows) throws IOException {
        CloseableIterator<ColumnarBatch> physical = engine.getParquetHandler().readParquetFiles(
            Utils.singletonCloseableIterator(InternalScanFileUtils.getAddFileStatus(file)), ScanStateRow.getPhysicalDataReadSchema(state), Optional.empty())
            .map(FileReadResult::getData);
        try (CloseableIterator<FilteredColumnarBatch> logical = Scan.transformPhysicalData(engine, state, file, physical)) {
            while (logical.hasNext() && rows.size() < most) {
                batch(logical.next(), most, rows);
            }
        }
    }

    private void batch(FilteredColumnarBatch batch, int most, List<ObjectNode> rows) {
        for (int row = 0; row < batch.getData().getSize() && rows.size() < most; row++) {
            int at = row;
            if (batch.getSelectionVector().map(chosen -> !chosen.isNullAt(at) && chosen.getBoolean(at)).orElse(true)) {
                rows.add(SampledValues.row(columns, KernelValues.row(columns, batch.getData(), row)));
            }
        }
    }
}
