package dev.leat.connect.postgres;

import dev.leat.connect.Reading;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A live table, view, ... of the server.
 *
 * @param sql     schema and name, quoted where that is needed
 * @param oid     its number in {@code pg_class}
 * @param stored  whether its rows, and those of all its partitions, lie in this server's own blocks and so have {@code ctid} and {@code xmin}
 * @param version of the server, as {@code server_version_num}
 */
record Relation(EntityName entity, String sql, long oid, boolean stored, int version, List<Field> fields, List<String> key) {
    Relation {
        fields = List.copyOf(fields);
        key = List.copyOf(key);
    }

    /**
     * A column and how it is held.
     *
     * @param fate also there for a column that is refused for another reason than its type
     * @param base its type without length or precision, for casts that must not cut a value
     */
    record Field(Column column, Fate fate, String base) {}

    EntitySchema schema() {
        return new EntitySchema(entity, fields.stream().map(Field::column).toList(), key);
    }

    /** The fields of a reading. @throws LeatException of kind WORKSPACE when a column is no longer there or of another type */
    List<Field> fields(String connection, Reading reading) {
        return reading.columns().stream().map(wanted -> fields.stream()
            .filter(field -> field.column().name().equals(wanted.name()) && field.column().type().equals(wanted.type())).findFirst()
            .orElseThrow(() -> new LeatException(Kind.WORKSPACE, "connections." + connection + ": " + entity,
                "the column '" + wanted.name() + "' of type " + wanted.sourceType() + " is not there any more or changed its type", "Plan and run again")))
            .toList();
    }

    /** What COPY selects. */
    static String selection(List<Field> fields) {
        return fields.stream().map(field -> field.fate().select(quoted(field.column().name()))).collect(Collectors.joining(", "));
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
