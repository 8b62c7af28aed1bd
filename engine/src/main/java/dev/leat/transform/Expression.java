package dev.leat.transform;

import dev.leat.model.Column;
import dev.leat.model.Problems;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A Spark SQL expression that passed the allowlist: deterministic built-in functions on columns, nothing else. Parsing and checking need no Spark session.
 *
 * @param text    as written
 * @param columns the columns that it uses
 */
public record Expression(String text, SortedSet<String> columns) {

    /** Empty after a problem. {@code known} are the columns it may use; names are case-sensitive. */
    public static Optional<Expression> parse(String text, Collection<String> known, String where, Problems problems) {
        throw new UnsupportedOperationException();
    }

    /** Its Spark SQL type on these columns; empty after a problem, such as an argument of a wrong type. */
    public Optional<String> type(List<Column> columns, String where, Problems problems) {
        throw new UnsupportedOperationException();
    }
}
