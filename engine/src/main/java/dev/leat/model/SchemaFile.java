package dev.leat.model;

import java.util.List;
import java.util.Optional;

/**
 * {@code schemas/<connection>/<entity>.yaml}: a pulled or inferred schema with the user's labels. A pull writes {@code sampled}, {@code fields}, {@code nested} and
 * of each field {@code type}, {@code nullable}, {@code comment} and {@code found}; all else belongs to people and stays.
 *
 * @param sampled how many rows the last pull looked at
 * @param fields  in the entity's order at first; then as people order them, new ones at the end
 * @param nested  what is inside of objects and arrays, by path: {@code address.city}, {@code items[].price}
 * @param gone    fields with labels that the entity had at an earlier pull; their labels come back with them. Delete what is not needed
 */
public record SchemaFile(EntityName entity, Optional<Integer> sampled, List<Field> fields, List<Field> nested, List<Field> gone) {
    /**
     * A field and what people say about it.
     *
     * @param type      a Spark SQL type
     * @param nullable  absent: null is possible unless {@code required}
     * @param required  null goes to the backlog
     * @param key       part of the destination's key
     * @param values    the only values allowed
     * @param pii       personal data
     * @param comment   the system's own description
     * @param found     what the sample shows, each with its evidence; letters and digits of values that do not fit are replaced
     * @param suggested what a language model says; it counts once it is a label
     */
    public record Field(String name, String type, Optional<Boolean> nullable, Optional<String> description, Optional<String> semantic,
                        Optional<Boolean> required, Optional<Boolean> key, List<String> values, Optional<String> unit, Optional<Boolean> pii,
                        Optional<String> comment, List<String> found, Optional<Suggestion> suggested) {
        public Field {
            values = List.copyOf(values);
            found = List.copyOf(found);
        }
    }

    /** @param by the model's name */
    public record Suggestion(String by, Optional<String> description, Optional<String> semantic) {}

    public SchemaFile {
        fields = List.copyOf(fields);
        nested = List.copyOf(nested);
        gone = List.copyOf(gone);
    }
}
