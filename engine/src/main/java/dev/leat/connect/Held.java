package dev.leat.connect;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a destination holds of an entity.
 *
 * @param rows    {@link Batch#ID}, or instead of it the columns of the layout's key, whose text makes the id; {@link Batch#SEQ}, null where a row is not Leat's, and no such column where no
 *                versions are kept; then fields by their names, in any type that holds the layout's values without loss: the same, a wider number, JSON text of what is nested. Deleted
 *                rows are not among them. May be evaluated more than once until the destination is closed or written to
 * @param without of each field that was wanted and is not in the rows: why
 */
public record Held(Dataset<Row> rows, Map<String, String> without) {
    public Held {
        without = Map.copyOf(without);
    }
}
