package dev.leat.mapping.propose;

import dev.leat.mapping.schema.FieldPath;
import java.util.List;
import java.util.Optional;

/**
 * A source field as expressions see it.
 *
 * @param field       the sampled field's name
 * @param sql         how an expression names it
 * @param type        Spark SQL; elements of an array come as an array
 * @param description empty without one
 * @param values      of the search's rows
 */
record Source(String field, String sql, String type, String description, List<Optional<String>> values) {

    List<String> words() {
        return Words.of(FieldPath.read(field).last().name());
    }

    /** What comes before the last part of the name; empty at the top. */
    String parent() {
        return FieldPath.read(field).parent();
    }

    Family family() {
        return Family.of(type);
    }
}
