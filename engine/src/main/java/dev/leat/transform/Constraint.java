package dev.leat.transform;

import java.util.List;
import java.util.Optional;

/**
 * What a destination demands of a field; one for each field at most.
 *
 * @param type     Spark SQL type; {@code varchar(n)} and {@code char(n)} limit the length. Absent: that of the expression
 * @param required null fails the record
 * @param values   as text, the only ones allowed; empty: all
 */
public record Constraint(String field, Optional<String> type, boolean required, List<String> values) {
    public Constraint {
        values = List.copyOf(values);
    }
}
