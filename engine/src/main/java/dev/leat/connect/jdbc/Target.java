package dev.leat.connect.jdbc;

import dev.leat.model.Column;
import dev.leat.model.EntityName;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A live table as it is written to.
 *
 * @param schema what stands in front of the name of another table of the same schema: quoted and with a dot, or empty
 * @param sql    schema and name, quoted
 * @param key    columns of the primary key
 * @param unique the sets of columns by which a row is unique, the primary key among them
 * @param plain  whether the table can refuse a row for nothing but its columns and its key: no other constraint, trigger or rule
 */
public record Target(EntityName entity, String schema, String sql, List<Field> fields, List<String> key, List<Set<String>> unique, boolean plain) implements Serializable {
    /** Which row of the source a row is, where the key's columns do not say it. */
    public static final String ID = "_leat_id";
    /** A row's version. */
    public static final String SEQ = "_leat_seq";
    /** Whether the row has been deleted, where deletes are soft. */
    public static final String DELETED = "_leat_deleted";
    /** Of a history: since when a version holds, until when it did, and whether it does. */
    public static final String FROM = "valid_from";
    public static final String TO = "valid_to";
    public static final String CURRENT = "current";
    static final Set<String> OWN = Set.of(ID, SEQ, DELETED);
    static final Set<String> TIMES = Set.of(FROM, TO, CURRENT);

    public Target {
        fields = List.copyOf(fields);
        key = List.copyOf(key);
        unique = List.copyOf(unique);
    }

    /**
     * A column.
     *
     * @param column   with the Spark type it holds
     * @param cast     the type to which a staged value must be cast, so that it is not cut; empty where none is needed
     * @param filled   whether the database gives a value where none is written
     * @param writable whether a value can be written at all
     * @param longest  how many characters it takes; -1: any number
     */
    public record Field(Column column, String cast, boolean filled, boolean writable, int longest) implements Serializable {}

    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.column().name().equals(name)).findFirst();
    }

    boolean has(String name) {
        return field(name).isPresent();
    }
}
