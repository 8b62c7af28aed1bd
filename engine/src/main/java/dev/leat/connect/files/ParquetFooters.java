package dev.leat.connect.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.KernelValues;
import dev.leat.connect.SampledValues;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.internal.types.DataTypeJsonSerDe;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Columns from the footers of the first and the last file by name; where they differ in a column's type, the last one's. */
record ParquetFooters(Folder folder) implements Shape, Lines {

    @Override
    public StructType of(List<DataFile> files) throws IOException {
        Map<String, StructField> columns = new LinkedHashMap<>();
        for (DataFile file : files.size() == 1 ? files : List.of(files.get(0), files.get(files.size() - 1))) {
            try (ParquetFileReader reader = open(file)) {
                StructType columnsOfFile = new ParquetToSparkSchemaConverter(new SQLConf()).convert(reader.getFileMetaData().getSchema());
                for (StructField column : columnsOfFile.fields()) {
                    columns.put(column.name(), column);
                }
            }
        }
        return new StructType(columns.values().toArray(StructField[]::new));
    }

    /** As Delta Kernel reads Parquet. */
    @Override
    public List<ObjectNode> first(DataFile file, int most) throws IOException {
        StructType columns = of(List.of(file));
        List<ObjectNode> rows = new ArrayList<>();
        FileStatus status = FileStatus.of(file.path().toString(), file.size(), file.modified());
        try (CloseableIterator<FileReadResult> batches = DefaultEngine.create(folder.configuration()).getParquetHandler().readParquetFiles(
            Utils.singletonCloseableIterator(status), DataTypeJsonSerDe.deserializeStructType(columns.json()), Optional.empty())) {
            while (batches.hasNext() && rows.size() < most) {
                ColumnarBatch batch = batches.next().getData();
                for (int row = 0; row < batch.getSize() && rows.size() < most; row++) {
                    rows.add(SampledValues.row(columns, KernelValues.row(columns, batch, row)));
                }
            }
        } catch (KernelEngineException broken) {
            throw new IOException(file.name() + ": " + broken.getMessage(), broken);
        }
        return rows;
    }

    long rows(List<DataFile> files) throws IOException {
        long rows = 0;
        for (DataFile file : files) {
            try (ParquetFileReader reader = open(file)) {
                rows += reader.getRecordCount();
            }
        }
        return rows;
    }

    private ParquetFileReader open(DataFile file) throws IOException {
        try {
            return ParquetFileReader.open(HadoopInputFile.fromPath(file.path(), folder.configuration()));
        } catch (RuntimeException noParquet) { // what Parquet throws at a file that is something else
            throw new IOException(file.name() + " is not a whole Parquet file: " + noParquet.getMessage(), noParquet);
        }
    }
}
