package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.Target;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the catalogue says of a table that is to be written to. */
final class TargetCatalog {
    private static final String TABLE = """
        SELECT n.nspname, c.relname, c.relkind,
          c.relkind = 'r' AND NOT c.relrowsecurity AND NOT c.relhasrules AND NOT EXISTS (SELECT 1 FROM pg_trigger g WHERE g.tgrelid = c.oid AND NOT g.tgisinternal)
            AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype NOT IN ('p', 'n'))
            AND (SELECT count(*) FROM pg_index x WHERE x.indrelid = c.oid AND (x.indisunique OR x.indisexclusion OR x.indexprs IS NOT NULL)) <= 1
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = ?::oid""";
    private static final String FILLED = """
        SELECT a.attname, a.atthasdef OR a.attidentity <> '', a.attgenerated = '' AND a.attidentity <> 'a' FROM pg_attribute a
        WHERE a.attrelid = ?::oid AND a.attnum > 0 AND NOT a.attisdropped""";
    private static final String UNIQUE = """
        SELECT array_agg(a.attname::text) FROM pg_index x CROSS JOIN LATERAL unnest(x.indkey) WITH ORDINALITY AS k(attnum, place)
          JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.attnum
        WHERE x.indrelid = ?::oid AND x.indisunique AND x.indimmediate AND x.indisvalid AND x.indpred IS NULL AND x.indexprs IS NULL AND k.place <= x.indnkeyatts
        GROUP BY x.indexrelid""";
    private static final Set<String> TEXTS = Set.of("text", "character varying", "character", "name");
    private static final Pattern LENGTH = Pattern.compile("character(?: varying)?\\((\\d+)\\)");

    private TargetCatalog() {}

    static Optional<Target> target(Connection connection, EntityName entity) throws SQLException {
        Optional<Relation> found = Catalog.relation(connection, entity);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Relation relation = found.get();
        try (PreparedStatement statement = connection.prepareStatement(TABLE)) {
            statement.setLong(1, relation.oid());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                if (!Set.of("r", "p").contains(row.getString(3))) {
                    throw new LeatException(Kind.WORKSPACE, entity.toString(), "it is a view or a foreign table, which Leat does not write to", "Name a table");
                }
                String schema = Relation.quoted(row.getString(1)) + ".";
                return Optional.of(new Target(entity, schema, schema + Relation.quoted(row.getString(2)), fields(connection, relation), relation.key(), unique(connection, relation), row.getBoolean(4)));
            }
        }
    }

    private static List<Target.Field> fields(Connection connection, Relation relation) throws SQLException {
        Map<String, boolean[]> filled = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(FILLED)) {
            statement.setLong(1, relation.oid());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    filled.put(rows.getString(1), new boolean[] {rows.getBoolean(2), rows.getBoolean(3)});
                }
            }
        }
        return relation.fields().stream().map(field -> {
            boolean[] known = filled.get(field.column().name());
            // refused as a source for its name or for a missing right to read, which does not matter here
            Column column = new Column(field.column().name(), field.column().sourceType(), Optional.of(field.fate().type()), field.column().nullable(), field.fate().note());
            String cast = column.type().get().equals("string") && !TEXTS.contains(field.base()) ? field.base() : "";
            Matcher length = LENGTH.matcher(column.sourceType());
            return new Target.Field(column, cast, known[0], known[1], length.matches() ? Integer.parseInt(length.group(1)) : -1);
        }).toList();
    }

    private static List<Set<String>> unique(Connection connection, Relation relation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UNIQUE)) {
            statement.setLong(1, relation.oid());
            List<Set<String>> unique = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    unique.add(Set.of((String[]) rows.getArray(1).getArray()));
                }
            }
            return unique;
        }
    }
}
