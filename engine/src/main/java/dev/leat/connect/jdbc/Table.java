package dev.leat.connect.jdbc;

import dev.leat.connect.Reading;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.List;

/**
 * A live table or view.
 *
 * @param sql    its name, quoted
 * @param quote  the database's identifier quote, or empty
 * @param mySql  whether it is of MySQL's family
 */
record Table(EntityName entity, String sql, String quote, boolean mySql, List<Field> fields, List<String> key) {
    Table {
        fields = List.copyOf(fields);
        key = List.copyOf(key);
    }

    /** A column and how it is held, also when it is refused. */
    record Field(Column column, JdbcType type) {}

    EntitySchema schema() {
        return new EntitySchema(entity, fields.stream().map(Field::column).toList(), key);
    }

    String quoted(String name) {
        return quote + name.replace(quote, quote + quote) + quote;
    }

    Field field(String where, String name) {
        return fields.stream().filter(field -> field.column().name().equals(name)).findFirst()
            .orElseThrow(() -> new LeatException(Kind.WORKSPACE, where, "there is no column '" + name + "'", "Use one of " + schema().names()));
    }

    /** The fields of a reading. @throws LeatException of kind WORKSPACE when a column is no longer there or of another type */
    List<Field> fields(String where, Reading reading) {
        return reading.columns().stream().map(wanted -> {
            Field field = field(where, wanted.name());
            if (!field.column().type().equals(wanted.type())) {
                throw new LeatException(Kind.WORKSPACE, where, "the column '" + wanted.name() + "' changed its type from " + wanted.sourceType() + " to " + field.column().sourceType(), "Plan and run again");
            }
            return field;
        }).toList();
    }
}
