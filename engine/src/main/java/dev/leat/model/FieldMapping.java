package dev.leat.model;

import java.util.List;
import java.util.Optional;

/**
 * One destination field and the Spark SQL expression on source columns that fills it.
 *
 * @param confidence between 0 and 1, when the assistant proposed it
 */
public record FieldMapping(String target, String expression, Optional<Double> confidence, Optional<String> why, List<String> alternatives) {
    public FieldMapping {
        alternatives = List.copyOf(alternatives);
    }

    public FieldMapping(String target, String expression) {
        this(target, expression, Optional.empty(), Optional.empty(), List.of());
    }
}
