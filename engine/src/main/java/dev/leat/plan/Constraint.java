package dev.leat.plan;

import java.util.List;
import java.util.Optional;

/**
 * What a destination field must hold; a record that does not goes to the backlog.
 *
 * @param type     the Spark SQL type that its label wants; absent: as the expression gives it
 * @param required null is not allowed
 * @param values   the only values allowed, as text; empty: any
 */
public record Constraint(String field, Optional<String> type, boolean required, List<String> values) {
    public Constraint {
        values = List.copyOf(values);
    }
}
