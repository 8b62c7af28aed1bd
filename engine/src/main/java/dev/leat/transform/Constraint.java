package dev.leat.transform;

import dev.leat.model.Column;
import dev.leat.model.Problems;
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

    /** A column to hold it while nothing fills it; empty without a type, and after a problem. */
    public Optional<Column> column(String where, Problems problems) {
        return type.flatMap(text -> Types.parse(text, where, problems)).map(Types::held).map(held -> new Column(field, held.sql(), Optional.of(held.sql()), true, ""));
    }
}
