package dev.leat.connect.jdbc;

import dev.leat.model.Column;
import dev.leat.model.EntityName;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a database's tables through its driver's metadata. */
record Tables(boolean mySql) {

    record Place(String catalog, String schema, String name) {}

    List<EntityName> entities(Connection connection) throws SQLException {
        List<EntityName> entities = new ArrayList<>();
        String catalog = connection.getCatalog();
        String schema = mySql ? null : connection.getSchema();
        try (ResultSet rows = connection.getMetaData().getTables(catalog, null, "%", types(connection.getMetaData()))) {
            while (rows.next()) {
                String own = rows.getString("TABLE_SCHEM");
                String name = rows.getString("TABLE_NAME");
                boolean hidden = own != null && List.of("information_schema", "pg_catalog", "sys").contains(own.toLowerCase(Locale.ROOT));
                if (!hidden) {
                    entities.add(new EntityName(own == null || own.equals(schema) ? List.of(name) : List.of(own, name)));
                }
            }
        }
        return entities;
    }

    private static String[] types(DatabaseMetaData metadata) throws SQLException {
        List<String> types = new ArrayList<>();
        try (ResultSet rows = metadata.getTableTypes()) {
            while (rows.next()) {
                String type = rows.getString(1).trim();
                if ((type.contains("TABLE") || type.contains("VIEW")) && !type.contains("SYSTEM") && !type.contains("TEMPORARY")) {
                    types.add(type);
                }
            }
        }
        return types.toArray(String[]::new);
    }

    /** Empty when there is none of exactly this name. */
    Optional<Table> table(Connection connection, EntityName entity) throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        Optional<Place> place = place(connection, entity);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        String quote = Optional.ofNullable(metadata.getIdentifierQuoteString()).map(String::trim).orElse("");
        Table bare = new Table(entity, "", quote, mySql, List.of(), List.of());
        List<String> parts = new ArrayList<>();
        if ((mySql || entity.parts().size() > 2) && place.get().catalog != null) {
            parts.add(bare.quoted(place.get().catalog));
        }
        if (place.get().schema != null && !mySql) {
            parts.add(bare.quoted(place.get().schema));
        }
        parts.add(bare.quoted(place.get().name));
        String sql = String.join(".", parts);
        return Optional.of(new Table(entity, sql, quote, mySql, fields(connection, sql), key(metadata, place.get())));
    }

    Optional<Place> place(Connection connection, EntityName entity) throws SQLException {
        List<String> parts = entity.parts();
        int before = parts.size() - 1;
        String catalog = mySql ? before > 0 ? parts.get(before - 1) : connection.getCatalog() : before > 1 ? parts.get(0) : connection.getCatalog();
        String schema = mySql ? null : before > 0 ? parts.get(before - 1) : connection.getSchema();
        DatabaseMetaData metadata = connection.getMetaData();
        try (ResultSet rows = metadata.getTables(catalog, pattern(metadata, schema), pattern(metadata, entity.last()), types(metadata))) {
            while (rows.next()) {
                if (rows.getString("TABLE_NAME").equals(entity.last()) && (schema == null || schema.equals(rows.getString("TABLE_SCHEM")))) {
                    return Optional.of(new Place(rows.getString("TABLE_CAT"), rows.getString("TABLE_SCHEM"), entity.last()));
                }
            }
        }
        return Optional.empty();
    }

    static String pattern(DatabaseMetaData metadata, String name) throws SQLException {
        String escape = metadata.getSearchStringEscape();
        return name == null || escape == null || escape.isEmpty() ? name
            : name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }

    private static List<String> key(DatabaseMetaData metadata, Place place) throws SQLException {
        Map<Integer, String> columns = new TreeMap<>();
        try (ResultSet rows = metadata.getPrimaryKeys(place.catalog, place.schema, place.name)) {
            while (rows.next()) {
                columns.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(columns.values());
    }

    private List<Table.Field> fields(Connection connection, String sql) throws SQLException {
        List<Table.Field> fields = new ArrayList<>();
        Map<String, String> first = new HashMap<>();
        try (Statement statement = connection.createStatement(); ResultSet none = statement.executeQuery("SELECT * FROM " + sql + " WHERE 1 = 0")) {
            ResultSetMetaData columns = none.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                String name = columns.getColumnName(i);
                JdbcType type = JdbcType.of(columns, i, mySql);
                Optional<String> refused = Refused.because(name, Optional.ofNullable(first.putIfAbsent(name.toLowerCase(Locale.ROOT), name)));
                fields.add(new Table.Field(new Column(name, type.source(), refused.isPresent() ? Optional.empty() : Optional.of(type.spark()),
                    columns.isNullable(i) != ResultSetMetaData.columnNoNulls, refused.orElse(type.note())), type));
            }
        }
        return fields;
    }
}
