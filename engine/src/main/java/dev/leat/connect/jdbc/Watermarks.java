package dev.leat.connect.jdbc;

import dev.leat.connect.Batch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.types.DataTypes;

/**
 * Which batch of each application was written last into each table: the table {@code _leat_batches} beside the tables that are written. Its row changes in the transaction that writes the batch, and
 * is locked from its beginning, so a batch that two processes write at once is written once.
 */
final class Watermarks {
    private static final String TABLE = TableDestination.BATCHES;
    private static final String COLUMNS = "write_id, application, entity, batch";

    private final Grammar grammar;
    private final Target target;

    Watermarks(Grammar grammar, Target target) {
        this.grammar = grammar;
        this.target = target;
    }

    /** Makes the table where it is missing; outside of a transaction. */
    void prepare(Connection connection) throws SQLException {
        if (exists(connection)) {
            return;
        }
        String text = grammar.keyType(DataTypes.StringType).orElseThrow();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + sql() + " (write_id " + text + " NOT NULL PRIMARY KEY, application " + text + " NOT NULL, entity " + text + " NOT NULL, batch "
                + grammar.type(DataTypes.LongType).orElseThrow() + " NOT NULL)");
        } catch (SQLException e) {
            if (!exists(connection)) { // another pipeline may have made it in the same moment
                throw e;
            }
        }
    }

    private boolean exists(Connection connection) throws SQLException {
        return grammar.stages(connection, target, TABLE).contains(sql());
    }

    boolean has(Connection connection, Batch batch) throws SQLException {
        return last(connection, batch, "") >= batch.id();
    }

    /** The same, and whoever else writes a batch of this application waits until this transaction ends. */
    boolean lock(Connection connection, Batch batch) throws SQLException {
        long last = last(connection, batch, " FOR UPDATE");
        if (last < 0) {
            run(connection, "INSERT INTO " + sql() + " (" + COLUMNS + ") VALUES (?, ?, ?, ?)", key(batch), batch.application(), target.sql(), -1L);
        }
        return last >= batch.id();
    }

    void set(Connection connection, Batch batch) throws SQLException {
        run(connection, "UPDATE " + sql() + " SET batch = ? WHERE write_id = ?", batch.id(), key(batch));
    }

    /** A table that is made anew has no batch of any application. */
    void forget(Connection connection) throws SQLException {
        if (exists(connection)) {
            run(connection, "DELETE FROM " + sql() + " WHERE entity = ?", target.sql());
        }
    }

    /** What is known of one table is known of another too, which has none of its own. */
    void copy(Connection connection, String from, String to) throws SQLException {
        if (!exists(connection)) {
            return;
        }
        Map<String, Long> marks = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT application, batch FROM " + sql() + " WHERE entity = ?")) {
            statement.setString(1, from);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    marks.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        for (Map.Entry<String, Long> mark : marks.entrySet()) {
            String key = key(mark.getKey(), to);
            run(connection, "DELETE FROM " + sql() + " WHERE write_id = ?", key);
            run(connection, "INSERT INTO " + sql() + " (" + COLUMNS + ") VALUES (?, ?, ?, ?)", key, mark.getKey(), to, mark.getValue());
        }
    }

    private long last(Connection connection, Batch batch, String lock) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT batch FROM " + sql() + " WHERE write_id = ?" + lock)) {
            statement.setString(1, key(batch));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : -1;
            }
        }
    }

    private static void run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            List<Object> all = new ArrayList<>(List.of(values));
            for (int i = 0; i < all.size(); i++) {
                statement.setObject(i + 1, all.get(i));
            }
            statement.executeUpdate();
        }
    }

    private String key(Batch batch) {
        return key(batch.application(), target.sql());
    }

    private static String key(String application, String table) {
        return Stage.hash(application + "\n" + table);
    }

    private String sql() {
        return target.schema() + grammar.quoted(TABLE);
    }
}
