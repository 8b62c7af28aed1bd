package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.Refused;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the server's catalogue. */
final class Catalog {
    private static final String ENTITIES = """
        SELECT n.nspname, c.relname, pg_table_is_visible(c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
          AND has_schema_privilege(n.oid, 'USAGE') AND (has_table_privilege(c.oid, 'SELECT') OR has_any_column_privilege(c.oid, 'SELECT'))
        ORDER BY 1, 2""";
    private static final String RELATION = """
        WITH RECURSIVE named AS (SELECT to_regclass(?)::oid AS oid),
          members AS (SELECT oid FROM named UNION SELECT i.inhrelid FROM pg_inherits i JOIN members m ON i.inhparent = m.oid)
        SELECT c.oid::bigint, quote_ident(n.nspname) || '.' || quote_ident(c.relname), current_setting('server_version_num')::int,
          (SELECT bool_and(k.relkind IN ('r', 'p', 'm')) FROM members JOIN pg_class k USING (oid)),
          (SELECT array_agg(a.attname::text ORDER BY k.place) FROM pg_index x, unnest(x.indkey) WITH ORDINALITY AS k(attnum, place)
            JOIN pg_attribute a USING (attnum) WHERE x.indrelid = c.oid AND x.indisprimary AND a.attrelid = c.oid AND k.place <= x.indnkeyatts)
        FROM named JOIN pg_class c USING (oid) JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')""";
    private static final String COLUMNS = """
        WITH RECURSIVE base AS (
          SELECT a.attnum, a.attname, format_type(a.atttypid, a.atttypmod) AS declared, a.atttypid AS type, a.atttypmod AS modifier, a.attnotnull AS filled
          FROM pg_attribute a WHERE a.attrelid = ?::oid AND a.attnum > 0 AND NOT a.attisdropped
          UNION ALL
          SELECT b.attnum, b.attname, b.declared, t.typbasetype, CASE WHEN t.typtypmod = -1 THEN b.modifier ELSE t.typtypmod END, b.filled OR t.typnotnull
          FROM base b JOIN pg_type t ON t.oid = b.type WHERE t.typtype = 'd')
        SELECT b.attname, b.declared, b.modifier, b.filled, t.typtype, CASE WHEN t.typnamespace = 'pg_catalog'::regnamespace THEN t.typname ELSE '' END,
          CASE WHEN e.typarray = t.oid THEN CASE WHEN e.typnamespace = 'pg_catalog'::regnamespace AND e.typtype = 'b' THEN e.typname ELSE '?' END ELSE '' END,
          has_column_privilege(?::oid, b.attnum, 'SELECT'), format_type(b.type, -1)
        FROM base b JOIN pg_type t ON t.oid = b.type LEFT JOIN pg_type e ON e.oid = t.typelem WHERE t.typtype <> 'd' ORDER BY b.attnum""";

    private Catalog() {}

    static List<EntityName> entities(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(ENTITIES)) {
            List<EntityName> entities = new ArrayList<>();
            while (rows.next()) {
                entities.add(new EntityName(rows.getBoolean(3) ? List.of(rows.getString(2)) : List.of(rows.getString(1), rows.getString(2))));
            }
            return entities;
        }
    }

    /** Empty when there is none of this name. */
    static Optional<Relation> relation(Connection connection, EntityName entity) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RELATION)) {
            statement.setString(1, entity.quoted());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                long oid = row.getLong(1);
                int version = row.getInt(3);
                List<String> key = row.getArray(5) == null ? List.of() : List.of((String[]) row.getArray(5).getArray());
                return Optional.of(new Relation(entity, row.getString(2), oid, row.getBoolean(4), version, fields(connection, oid, version), key));
            }
        }
    }

    private static List<Relation.Field> fields(Connection connection, long oid, int version) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setLong(1, oid);
            statement.setLong(2, oid);
            Map<String, String> first = new HashMap<>();
            List<Relation.Field> fields = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String name = row.getString(1);
                    Fate fate = Fate.of(new PgType(row.getString(6), row.getInt(3), row.getString(5), row.getString(7)), version);
                    String twin = first.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
                    Optional<String> refused = refused(name, Optional.ofNullable(twin), row.getBoolean(8));
                    fields.add(new Relation.Field(new Column(name, row.getString(2), refused.isPresent() ? Optional.empty() : Optional.of(fate.type()),
                        !row.getBoolean(4), refused.orElse(fate.note())), fate, row.getString(9)));
                }
            }
            return fields;
        }
    }

    private static Optional<String> refused(String name, Optional<String> twin, boolean readable) {
        return Refused.because(name, twin)
            .or(() -> readable ? Optional.empty() : Optional.of("the connection's user may not read it; grant it SELECT on the column, or " + Refused.help(name)));
    }
}
