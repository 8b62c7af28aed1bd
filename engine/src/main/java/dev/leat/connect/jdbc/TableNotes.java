package dev.leat.connect.jdbc;

import dev.leat.connect.Sample;
import dev.leat.model.EntityName;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a driver's metadata says of a table's columns beside their types. */
record TableNotes(Map<String, String> comments, Map<String, Sample.Reference> references) {

    static TableNotes of(Connection connection, Table table) throws SQLException {
        Optional<Tables.Place> found = new Tables(table.mySql()).place(connection, table.entity());
        if (found.isEmpty()) {
            return new TableNotes(Map.of(), Map.of());
        }
        Tables.Place place = found.get();
        DatabaseMetaData metadata = connection.getMetaData();
        Map<String, String> comments = new HashMap<>();
        try (ResultSet rows = metadata.getColumns(place.catalog(), Tables.pattern(metadata, place.schema()), Tables.pattern(metadata, place.name()), "%")) {
            while (rows.next()) {
                String comment = rows.getString("REMARKS");
                if (comment != null && !comment.isBlank()) {
                    comments.put(rows.getString("COLUMN_NAME"), comment.strip());
                }
            }
        }
        return new TableNotes(comments, references(connection, place, table.mySql()));
    }

    private static Map<String, Sample.Reference> references(Connection connection, Tables.Place place, boolean mySql) throws SQLException {
        Map<String, Sample.Reference> references = new HashMap<>();
        Map<String, String> first = new HashMap<>();
        Set<String> several = new HashSet<>();
        try (ResultSet rows = connection.getMetaData().getImportedKeys(place.catalog(), place.schema(), place.name())) {
            while (rows.next()) {
                String column = rows.getString("FKCOLUMN_NAME");
                String other = first.putIfAbsent(String.valueOf(rows.getString("FK_NAME")), column);
                if (other != null) {
                    several.add(other);
                    several.add(column);
                }
                String schema = mySql ? rows.getString("PKTABLE_CAT") : rows.getString("PKTABLE_SCHEM");
                boolean near = schema == null || schema.equals(mySql ? connection.getCatalog() : connection.getSchema());
                String table = rows.getString("PKTABLE_NAME");
                references.put(column, new Sample.Reference(new EntityName(near ? List.of(table) : List.of(schema, table)), rows.getString("PKCOLUMN_NAME")));
            }
        }
        references.keySet().removeAll(several);
        return references;
    }
}
