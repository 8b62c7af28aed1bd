package dev.leat.connect.jdbc;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a table by values of one key column of any type, which the database finds and compares itself. The parts are read at different times: a row whose key
 * changes meanwhile may be missed, and comes with the next range.
 */
final class KeyRanges {
    private KeyRanges() {}

    /** One condition, always true, when the values cannot be sent to executors. */
    static List<JdbcMarks.Condition> of(Connection connection, Table table, String key, int parts) throws SQLException {
        String name = table.quoted(key);
        List<Serializable> cuts = cuts(connection, "SELECT k FROM (SELECT k, tile, ROW_NUMBER() OVER (PARTITION BY tile ORDER BY k) AS place FROM (SELECT " + name
            + " AS k, NTILE(" + parts + ") OVER (ORDER BY " + name + ") AS tile FROM " + table.sql() + " WHERE " + name + " IS NOT NULL) tiles) places WHERE place = 1 ORDER BY tile");
        List<JdbcMarks.Condition> conditions = new ArrayList<>();
        for (int i = 0; i <= cuts.size(); i++) {
            if (cuts.isEmpty()) {
                conditions.add(JdbcMarks.Condition.NONE);
            } else if (i == 0) {
                conditions.add(new JdbcMarks.Condition(name + " < ? OR " + name + " IS NULL", cuts.subList(0, 1)));
            } else if (i == cuts.size()) {
                conditions.add(new JdbcMarks.Condition(name + " >= ?", cuts.subList(i - 1, i)));
            } else {
                conditions.add(new JdbcMarks.Condition(name + " >= ? AND " + name + " < ?", cuts.subList(i - 1, i + 1)));
            }
        }
        return conditions;
    }

    /** The smallest values of all tiles but the first, each once. */
    private static List<Serializable> cuts(Connection connection, String query) throws SQLException {
        List<Serializable> cuts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query); ResultSet rows = statement.executeQuery()) {
            for (boolean first = true; rows.next(); first = false) {
                Object value = rows.getObject(1);
                if (!(value instanceof Serializable cut)) {
                    return List.of();
                }
                if (!first && !cuts.contains(cut)) {
                    cuts.add(cut);
                }
            }
        }
        return new ArrayList<>(cuts);
    }
}
