package dev.leat.model;

import java.util.List;
import java.util.Optional;

/** {@code schemas/<connection>/<entity>.yaml}: a pulled or inferred schema with the user's labels. */
public record SchemaFile(EntityName entity, List<Field> fields) {
    /**
     * A field and what people say about it.
     *
     * @param type     a Spark SQL type
     * @param nullable absent: null is possible unless {@code required}
     * @param required null goes to the backlog
     * @param key      part of the destination's key
     * @param values   the only values allowed
     * @param pii      personal data
     */
    public record Field(String name, String type, Optional<Boolean> nullable, Optional<String> description, Optional<String> semantic,
                        Optional<Boolean> required, Optional<Boolean> key, List<String> values, Optional<String> unit, Optional<Boolean> pii) {
        public Field {
            values = List.copyOf(values);
        }
    }

    public SchemaFile {
        fields = List.copyOf(fields);
    }
}
