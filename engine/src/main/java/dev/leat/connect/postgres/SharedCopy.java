package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.Direct;
import dev.leat.connect.jdbc.Filler;
import dev.leat.connect.jdbc.Opening;
import dev.leat.connect.jdbc.Plan;
import dev.leat.connect.jdbc.Target;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * One COPY into a table or a staging table, inside of a transaction, to which all tasks of this process send their rows: while one sends, the others encode. It lasts as long as the rows take
 * to come, so the limit of a statement holds again only behind it.
 */
final class SharedCopy implements Direct {
    /** Tasks get what they work on serialized, also those of the same process: they find what they share by its name. */
    private static final Map<String, SharedCopy> OPEN = new ConcurrentHashMap<>();

    private final String name = UUID.randomUUID().toString();
    private final Plan plan;
    private final boolean staged;
    private final Connection connection;
    private final String timeout;
    private final CopyIn copy;
    private Optional<SQLException> broken = Optional.empty();

    private SharedCopy(Connection connection, String table, Cells cells, Plan plan, boolean staged) throws SQLException {
        this.plan = plan;
        this.staged = staged;
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SHOW statement_timeout")) {
                row.next();
                timeout = row.getString(1);
            }
            statement.execute("SET LOCAL statement_timeout = 0");
        }
        copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + table + " (" + cells.columns() + ") FROM STDIN (FORMAT binary)");
        send(CopyBuffer.HEAD, CopyBuffer.HEAD.length);
        OPEN.put(name, this);
    }

    /** Empty where the table's columns have not the natural types of the fields. */
    static Optional<Direct> begin(Connection connection, Target target, Plan plan) throws SQLException {
        Optional<Cells> cells = Cells.straight(plan);
        return cells.isEmpty() ? Optional.empty() : Optional.of(new SharedCopy(connection, target.sql(), cells.get(), plan, false));
    }

    static Direct intoStage(Connection connection, String stage, Plan plan) throws SQLException {
        return new SharedCopy(connection, stage, Cells.staged(plan), plan, true);
    }

    @Override
    public Opening opening() {
        return new Part(name, plan, staged);
    }

    private synchronized void send(byte[] bytes, int length) throws SQLException {
        try {
            copy.writeToCopy(bytes, 0, length);
        } catch (SQLException e) {
            broken = broken.or(() -> Optional.of(e));
            throw e;
        }
    }

    @Override
    public synchronized Optional<SQLException> broken() {
        return broken;
    }

    @Override
    public synchronized long end() throws SQLException {
        send(CopyBuffer.TAIL, CopyBuffer.TAIL.length);
        long rows = copy.endCopy();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL statement_timeout = '" + timeout + "'");
        }
        return rows;
    }

    @Override
    public synchronized void close() {
        OPEN.remove(name);
        if (copy.isActive()) {
            try {
                copy.cancelCopy();
            } catch (SQLException e) {
                return; // the caller's transaction is rolled back, or lost with its connection
            }
        }
    }

    private record Part(String name, Plan plan, boolean staged) implements Opening {
        @Override
        public Filler open() {
            return new CopyRows(staged ? Cells.staged(plan) : Cells.straight(plan).orElseThrow(), staged, new OneOfMany(OPEN.get(name)));
        }
    }

    /** A task's end is not the copy's. */
    private record OneOfMany(SharedCopy shared) implements CopyRows.Pipe {
        @Override
        public void send(byte[] bytes, int length) throws SQLException {
            shared.send(bytes, length);
        }

        @Override
        public void end() {}

        @Override
        public void close() {}
    }
}
