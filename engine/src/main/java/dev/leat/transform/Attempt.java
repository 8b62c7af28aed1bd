package dev.leat.transform;

import java.util.List;
import java.util.Optional;

/**
 * What an expression made of a sample.
 *
 * @param type the expression's own Spark SQL type, before the destination's
 * @param rows one for each row of the sample, in order
 */
public record Attempt(String type, List<Result> rows) {
    public Attempt {
        rows = List.copyOf(rows);
    }

    /**
     * @param value  as the destination would take it, as Spark casts it to text; empty for null and for a failure
     * @param reason the backlog's code of a failure: {@code cast}, {@code expression}, {@code required}, {@code too-long}, {@code value-not-allowed}
     * @param detail the failure in one sentence, which may quote the row; empty without one
     */
    public record Result(Optional<String> value, Optional<String> reason, String detail) {
        static Result of(Object text) {
            return new Result(Optional.ofNullable(text).map(Object::toString), Optional.empty(), "");
        }
    }

    /** How many rows failed. */
    public long failures() {
        return rows.stream().filter(row -> row.reason().isPresent()).count();
    }
}
