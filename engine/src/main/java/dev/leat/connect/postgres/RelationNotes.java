package dev.leat.connect.postgres;

import dev.leat.connect.Sample;
import dev.leat.model.EntityName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the catalogue says of a relation's columns beside their types. */
record RelationNotes(Map<String, String> comments, Map<String, Sample.Reference> references) {
    private static final String COMMENTS = """
        SELECT a.attname, col_description(a.attrelid, a.attnum) FROM pg_attribute a
        WHERE a.attrelid = ?::oid AND a.attnum > 0 AND NOT a.attisdropped AND col_description(a.attrelid, a.attnum) IS NOT NULL""";
    private static final String REFERENCES = """
        SELECT a.attname, n.nspname, c.relname, f.attname, pg_table_is_visible(c.oid)
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.confrelid JOIN pg_namespace n ON n.oid = c.relnamespace
          JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1] JOIN pg_attribute f ON f.attrelid = k.confrelid AND f.attnum = k.confkey[1]
        WHERE k.contype = 'f' AND k.conrelid = ?::oid AND array_length(k.conkey, 1) = 1 ORDER BY k.conname""";

    static RelationNotes of(Connection connection, Relation relation) throws SQLException {
        Map<String, String> comments = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(COMMENTS)) {
            statement.setLong(1, relation.oid());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    comments.put(rows.getString(1), rows.getString(2).strip());
                }
            }
        }
        Map<String, Sample.Reference> references = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(REFERENCES)) {
            statement.setLong(1, relation.oid());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    List<String> name = rows.getBoolean(5) ? List.of(rows.getString(3)) : List.of(rows.getString(2), rows.getString(3));
                    references.putIfAbsent(rows.getString(1), new Sample.Reference(new EntityName(name), rows.getString(4)));
                }
            }
        }
        return new RelationNotes(comments, references);
    }
}
