package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.Login;
import dev.leat.connect.jdbc.SqlFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One view of the database for all connections of a read. It lives as long as the transaction here does: when the process dies the server
 * ends that, and nothing is left behind. The relation is locked against being rewritten meanwhile (ACCESS SHARE), so that {@code ctid}s stay.
 */
final class Snapshot implements AutoCloseable {
    /** No statement of a read may be ended because it takes long; the settings are missing on older servers. */
    static final String PATIENT = "SELECT set_config(name, '0', false) FROM pg_settings WHERE name IN ('statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')";
    private static final String SIZES = """
        WITH RECURSIVE members AS (SELECT ?::oid AS oid UNION SELECT i.inhrelid FROM pg_inherits i JOIN members m ON i.inhparent = m.oid)
        SELECT coalesce(pg_relation_size(oid), 0) / current_setting('block_size')::int FROM members""";

    private final Connection connection;
    private final String id;
    private final List<Long> blocks;

    private Snapshot(Connection connection, String id, List<Long> blocks) {
        this.connection = connection;
        this.id = id;
        this.blocks = blocks;
    }

    static Snapshot of(Login login, Relation relation) {
        return of(login, relation, Optional.empty());
    }

    /** @param other one that is exported elsewhere, and stays as long as this one does */
    static Snapshot of(Login login, Relation relation, Optional<String> other) {
        Connection connection = login.open(Duration.ofMinutes(5));
        try (Statement statement = connection.createStatement()) {
            statement.execute(PATIENT);
            statement.execute("SET lock_timeout = '60s'");
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            if (other.isPresent()) {
                statement.execute("SET TRANSACTION SNAPSHOT '" + other.get() + "'");
            }
            statement.execute("EXPLAIN SELECT 1 FROM " + relation.sql()); // takes the lock, runs nothing
            String id = text(statement, "SELECT pg_export_snapshot()");
            return new Snapshot(connection, id, relation.stored() ? blocks(connection, relation) : List.of());
        } catch (SQLException e) {
            abandon(connection);
            throw SqlFailure.of(login.where(), "take a snapshot of " + relation.entity(), e);
        }
    }

    String id() {
        return id;
    }

    /** Of the relation and each of its partitions; empty when it is not stored here. */
    List<Long> blocks() {
        return blocks;
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static List<Long> blocks(Connection connection, Relation relation) throws SQLException {
        try (var statement = connection.prepareStatement(SIZES)) {
            statement.setLong(1, relation.oid());
            List<Long> blocks = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    blocks.add(rows.getLong(1));
                }
            }
            return blocks;
        }
    }

    @Override
    public void close() {
        end(connection);
    }

    /** There is nothing to commit. */
    static void end(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            return; // it was only read from
        }
    }

    /** In the middle of an answer, without waiting for its rest. */
    static void abandon(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            return; // already closed
        }
    }
}
