package dev.leat.mapping.language;

import java.util.List;
import java.util.Optional;

/**
 * What the model is asked of one destination field, and all that it is told.
 *
 * @param target     its name
 * @param type       Spark SQL; empty where any will do
 * @param values     the only ones allowed, from the label; empty: all
 * @param candidates the source fields that it may use, at most twenty, in the order of the source: their order says nothing of how likely they are
 */
public record Question(String target, Optional<String> type, Optional<String> description, Optional<String> semantic, Optional<String> unit, boolean required,
                       List<String> values, List<Field> candidates) {
    public Question {
        values = List.copyOf(values);
        candidates = List.copyOf(candidates);
    }

    /**
     * A source field.
     *
     * @param name   as an expression names it
     * @param values of rows, as they are: they are masked, or left out, before anything is sent
     */
    public record Field(String name, String type, String description, List<Optional<String>> values) {
        public Field {
            values = List.copyOf(values);
        }
    }
}
