package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.Filler;
import dev.leat.connect.jdbc.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** A task's own COPY into a staging table. */
final class StageCopy implements CopyRows.Pipe {
    private final Connection connection;
    private final CopyIn copy;
    private boolean ended;

    private StageCopy(Connection connection, CopyIn copy) {
        this.connection = connection;
        this.copy = copy;
    }

    /** Closes the connection in the end. */
    static Filler begin(Connection connection, String stage, Plan plan) throws SQLException {
        Cells cells = Cells.staged(plan);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = 0"); // it lasts as long as the rows take to come
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + stage + " (" + cells.columns() + ") FROM STDIN (FORMAT binary)");
            copy.writeToCopy(CopyBuffer.HEAD, 0, CopyBuffer.HEAD.length);
            return new CopyRows(cells, true, new StageCopy(connection, copy));
        } catch (SQLException e) {
            Snapshot.abandon(connection);
            throw e;
        }
    }

    @Override
    public void send(byte[] bytes, int length) throws SQLException {
        copy.writeToCopy(bytes, 0, length);
    }

    @Override
    public void end() throws SQLException {
        copy.writeToCopy(CopyBuffer.TAIL, 0, CopyBuffer.TAIL.length);
        copy.endCopy();
        ended = true;
    }

    /** A copy that has not ended is given up by the server when its connection breaks off. */
    @Override
    public void close() {
        if (ended) {
            Snapshot.end(connection);
        } else {
            Snapshot.abandon(connection);
        }
    }
}
