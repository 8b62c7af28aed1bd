package dev.leat.mapping.propose;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an expression does to the sample, as a run would do it.
 *
 * @param type      the expression's Spark SQL type, before the destination's
 * @param rows      how many were tried
 * @param nulls     results that are null without a failure
 * @param lost      of these, rows in which a column that is used has a value
 * @param failures  rows by the backlog's reason code: {@code cast}, {@code required}, {@code too-long}, {@code value-not-allowed}, {@code expression}
 * @param satisfied share of the rows that the destination takes; 1 where there are no rows
 * @param unique    for a key: the share of different values among those that are there
 * @param shown     rows to look at: failures first, then nulls, then different values
 */
public record Evidence(String type, int rows, int nulls, int lost, Map<String, Integer> failures, double satisfied, Optional<Double> unique,
                       List<Row> shown) {
    public Evidence {
        failures = Collections.unmodifiableMap(new TreeMap<>(failures));
        shown = List.copyOf(shown);
    }

    /**
     * One row of the sample, before and after.
     *
     * @param row    of the sample, from 0
     * @param before the columns that the expression uses; empty for null
     * @param after  what the destination gets; empty for null and for a failure
     * @param reason of a failure
     * @param detail the failure in one sentence; empty without one
     */
    public record Row(int row, Map<String, Optional<String>> before, Optional<String> after, Optional<String> reason, String detail) {
        public Row {
            before = Collections.unmodifiableMap(new LinkedHashMap<>(before));
        }
    }
}
