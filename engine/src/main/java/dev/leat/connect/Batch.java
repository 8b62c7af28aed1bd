package dev.leat.connect;

import dev.leat.model.EntityName;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows to write. The columns are {@link #ID} (string, never null: the document id), {@link #OP} (string: {@code c u r d}), {@link #SEQ} (long), then the destination fields.
 * In a {@code d} row all fields are null, except those that hold the key where the layout names them. For upserts an id occurs once; for
 * appends rows are in the order of {@code SEQ} within a partition and there is no {@code d}. For a history an id occurs in each of its versions, in any order, and the last column is
 * {@link #AT} (timestamp): since when the version holds.
 *
 * @param rows        may be evaluated more than once, with the same result
 * @param application with {@code id} names this batch for ever: a second write of the same two changes nothing
 * @param id          rises from batch to batch of an application
 * @param failures    for records that the system refuses
 */
public record Batch(EntityName entity, Layout layout, Dataset<Row> rows, String application, long id, Failures failures) {
    public static final String ID = "_leat_id";
    public static final String OP = "_leat_op";
    /** Only in what a source reads, as {@link #OP}: every row of the entity is gone. */
    public static final String TRUNCATED = "t";
    /** Only in what a source reads, as {@link #OP}: created by a change of the key of the record whose delete is directly before. */
    public static final String MOVED = "m";
    public static final String SEQ = "_leat_seq";
    public static final String AT = "_leat_at";
    /** The stage at which a destination refuses a record. */
    public static final String MATERIALIZE = "Materialize";
}
