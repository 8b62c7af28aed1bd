package dev.leat.run;

import dev.leat.connect.LocalFiles;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import io.delta.kernel.Table;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;

/** How many bytes the files of a Delta table have, as its log says; without Spark. */
final class TableSize {
    private TableSize() {}

    static long bytes(String table) {
        Engine engine = DefaultEngine.create(LocalFiles.configuration());
        try (CloseableIterator<Row> files = Utils.intoRows(Table.forPath(engine, table).getLatestSnapshot(engine).getScanBuilder().build().getScanFiles(engine))) {
            long bytes = 0;
            while (files.hasNext()) {
                bytes += InternalScanFileUtils.getAddFileStatus(files.next()).getSize();
            }
            return bytes;
        } catch (KernelException | KernelEngineException | IOException e) {
            throw new LeatException(Kind.SYSTEM, table, "the lake's table cannot be read (" + String.valueOf(e.getMessage()).replaceAll("\\s+", " ") + ")", "Check its folder and that all of its log is there", e);
        }
    }
}
