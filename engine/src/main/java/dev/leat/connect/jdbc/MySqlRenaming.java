package dev.leat.connect.jdbc;

import dev.leat.model.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** MySQL's family changes several names in one statement, which ends the transaction. Grants and views go by name there and so by themselves to the next table. */
record MySqlRenaming() implements Renaming {
    private static final String FOREIGN_KEYS = "SELECT CONCAT(TABLE_NAME, '.', CONSTRAINT_NAME) FROM information_schema.KEY_COLUMN_USAGE WHERE REFERENCED_TABLE_NAME IS NOT NULL AND "
        + "((TABLE_SCHEMA = coalesce(?, DATABASE()) AND TABLE_NAME = ?) OR (REFERENCED_TABLE_SCHEMA = coalesce(?, DATABASE()) AND REFERENCED_TABLE_NAME = ?)) ORDER BY 1";
    private static final String TRIGGERS = "SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = coalesce(?, DATABASE()) AND EVENT_OBJECT_TABLE = ? ORDER BY 1";

    @Override
    public String like(String table, String live) {
        return "CREATE TABLE " + table + " LIKE " + live;
    }

    @Override
    public List<Problem> hindrances(Connection connection, String where, Target live) throws SQLException {
        List<String> parts = live.entity().parts();
        String schema = parts.size() > 1 ? parts.get(parts.size() - 2) : null;
        List<Problem> problems = new ArrayList<>();
        texts(connection, FOREIGN_KEYS, schema, live.entity().last(), schema, live.entity().last()).forEach(name -> problems.add(problem(where, "foreign key " + name)));
        texts(connection, TRIGGERS, schema, live.entity().last()).forEach(name -> problems.add(problem(where, "trigger " + name)));
        return problems;
    }

    private static Problem problem(String where, String what) {
        return new Problem(where, "the " + what + " hangs on it and would go on with the former table", "Drop it and make it again after the swap, or use leat state rewind instead of a rebuild");
    }

    private static List<String> texts(Connection connection, String query, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        }
    }

    @Override
    public void rename(Connection connection, Target live, Target next, Target former) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("RENAME TABLE " + live.sql() + " TO " + former.sql() + ", " + next.sql() + " TO " + live.sql());
        }
    }
}
