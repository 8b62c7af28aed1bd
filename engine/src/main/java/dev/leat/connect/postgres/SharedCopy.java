package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.Direct;
import dev.leat.connect.jdbc.Filler;
import dev.leat.connect.jdbc.Opening;
import dev.leat.connect.jdbc.Plan;
import dev.leat.connect.jdbc.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** One COPY straight into a table, inside of a transaction, to which all tasks of this process send their rows: while one sends, the others encode. */
final class SharedCopy implements Direct {
    /** Tasks get what they work on serialized, also those of the same process: they find what they share by its name. */
    private static final Map<String, SharedCopy> OPEN = new ConcurrentHashMap<>();

    private final String name = UUID.randomUUID().toString();
    private final Plan plan;
    private final CopyIn copy;
    private Optional<SQLException> broken = Optional.empty();

    private SharedCopy(Plan plan, CopyIn copy) {
        this.plan = plan;
        this.copy = copy;
    }

    /** Empty where the table's columns have not the natural types of the fields. */
    static Optional<Direct> begin(Connection connection, Target target, Plan plan) throws SQLException {
        Optional<Cells> cells = Cells.straight(plan);
        if (cells.isEmpty()) {
            return Optional.empty();
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL statement_timeout = 0"); // it lasts as long as the rows take to come
        }
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + target.sql() + " (" + cells.get().columns() + ") FROM STDIN (FORMAT binary)");
        SharedCopy shared = new SharedCopy(plan, copy);
        shared.send(CopyBuffer.HEAD, CopyBuffer.HEAD.length);
        OPEN.put(shared.name, shared);
        return Optional.of(shared);
    }

    @Override
    public Opening opening() {
        return new Part(name, plan);
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
        return copy.endCopy();
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

    private record Part(String name, Plan plan) implements Opening {
        @Override
        public Filler open() {
            return new CopyRows(Cells.straight(plan).orElseThrow(), false, new OneOfMany(OPEN.get(name)));
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
