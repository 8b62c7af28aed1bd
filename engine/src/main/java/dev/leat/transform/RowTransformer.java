package dev.leat.transform;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A transformer of the user's own. Needs a public constructor without arguments. One object serves one partition, in one thread. It must be
 * deterministic: a record may come again and must give the same row.
 */
public interface RowTransformer {
    /**
     * Called once, before the first row.
     *
     * @param output the fields that a returned row has, in this order
     */
    default void configure(Map<String, String> options, StructType output) {}

    /**
     * @param row with its schema; dates are {@code LocalDate}, timestamps {@code Instant}
     * @return values in the order of the output; empty leaves the record out. What it throws puts this one record into the backlog, reason {@code java}
     */
    Optional<Row> apply(Row row);
}
