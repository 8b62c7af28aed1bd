package dev.leat.connect.postgres;

import dev.leat.connect.Failure;
import dev.leat.connect.jdbc.Filled;
import dev.leat.connect.jdbc.Filler;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/** One task's rows, as binary COPY wants them, in pieces. */
final class CopyRows implements Filler {
    private static final int PIECE = 128 << 10;

    /** Where pieces go; a piece is whole rows. */
    interface Pipe extends AutoCloseable {
        void send(byte[] bytes, int length) throws SQLException;

        void end() throws SQLException;

        @Override
        void close();
    }

    private final Cells cells;
    private final boolean withDeletes;
    private final Pipe pipe;
    private final CopyBuffer buffer = new CopyBuffer(PIECE + (PIECE >> 2));
    private final List<Failure> refused = new ArrayList<>();
    private long upserts;
    private long deletes;

    CopyRows(Cells cells, boolean withDeletes, Pipe pipe) {
        this.cells = cells;
        this.withDeletes = withDeletes;
        this.pipe = pipe;
    }

    @Override
    public void add(InternalRow row) throws SQLException {
        boolean delete = Cells.isDelete(row);
        if (!delete || withDeletes) {
            Failure failure = cells.write(row, buffer);
            if (failure != null) {
                refused.add(failure);
                return;
            }
        }
        upserts += delete ? 0 : 1;
        deletes += delete ? 1 : 0;
        if (buffer.length() >= PIECE) {
            flush();
        }
    }

    private void flush() throws SQLException {
        pipe.send(buffer.bytes(), buffer.length());
        buffer.backTo(0);
    }

    @Override
    public Filled end() throws SQLException {
        flush();
        pipe.end();
        return new Filled(upserts, deletes, refused);
    }

    @Override
    public void close() {
        pipe.close();
    }
}
