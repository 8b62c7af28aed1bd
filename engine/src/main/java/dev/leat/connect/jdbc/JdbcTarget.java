package dev.leat.connect.jdbc;

import dev.leat.model.Column;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a driver says of a table that is to be written to. */
record JdbcTarget(Connection connection, boolean mySql, Target place, Table table) {
    private static final Set<Integer> SHORT_TEXTS = Set.of(Types.CHAR, Types.VARCHAR, Types.NCHAR, Types.NVARCHAR);

    /** @param filled as in {@link Target.Field} */
    private record Known(boolean filled, boolean writable, int size) {}

    Target target() throws SQLException {
        Map<String, Known> known = known();
        List<Target.Field> fields = table.fields().stream().map(field -> {
            Known column = known.getOrDefault(field.column().name(), new Known(false, true, -1));
            // refused as a source for its name, which does not matter here
            Column held = new Column(field.column().name(), field.type().source(), Optional.of(field.type().spark()), field.column().nullable(), field.type().note());
            return new Target.Field(held, !mySql && field.type().note().equals("as text") ? field.type().source() : "", column.filled(), column.writable(),
                SHORT_TEXTS.contains(field.type().jdbc()) && column.size() > 0 ? column.size() : -1);
        }).toList();
        return new Target(place.entity(), place.schema(), place.sql(), fields, table.key(), unique(), false);
    }

    private Map<String, Known> known() throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        JdbcGrammar.Home home = JdbcGrammar.Home.of(connection, mySql, place.entity());
        Map<String, Known> known = new HashMap<>();
        try (ResultSet rows = metadata.getColumns(home.catalog(), Tables.pattern(metadata, home.schema()), Tables.pattern(metadata, place.entity().last()), "%")) {
            while (rows.next()) {
                boolean filled = rows.getString("COLUMN_DEF") != null || "YES".equals(rows.getString("IS_AUTOINCREMENT"));
                boolean generated = "YES".equals(rows.getString("IS_GENERATEDCOLUMN"));
                known.put(rows.getString("COLUMN_NAME"), new Known(filled || generated, !generated, rows.getInt("COLUMN_SIZE")));
            }
        }
        return known;
    }

    private List<Set<String>> unique() throws SQLException {
        JdbcGrammar.Home home = JdbcGrammar.Home.of(connection, mySql, place.entity());
        Map<String, Set<String>> indexes = new LinkedHashMap<>();
        if (!table.key().isEmpty()) {
            indexes.put("", new HashSet<>(table.key()));
        }
        try (ResultSet rows = connection.getMetaData().getIndexInfo(home.catalog(), home.schema(), place.entity().last(), true, true)) {
            while (rows.next()) {
                if (rows.getString("COLUMN_NAME") != null && rows.getString("FILTER_CONDITION") == null) {
                    indexes.computeIfAbsent(rows.getString("INDEX_NAME"), name -> new HashSet<>()).add(rows.getString("COLUMN_NAME"));
                }
            }
        }
        return List.copyOf(indexes.values());
    }
}
