package dev.leat.connect;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The partitions of a batch, each written by a task that returns what became of it, so that a task that is computed twice counts once.
 *
 * @param where for messages
 */
public record PartitionWrites(String where) {

    /** @throws LeatException what a task threw, as it was; of kind SYSTEM when the thread is interrupted, which ends the tasks */
    public Outcome run(JavaRDD<InternalRow> rows, FlatMapFunction<Iterator<InternalRow>, Outcome> task) {
        JavaFutureAction<List<Outcome>> job = rows.mapPartitions(task).collectAsync();
        try {
            return job.get().stream().reduce(Outcome.NOTHING, Outcome::plus);
        } catch (InterruptedException e) {
            job.cancel(true);
            Thread.currentThread().interrupt();
            throw new LeatException(Kind.SYSTEM, where, "interrupted while writing", "Run again", e);
        } catch (ExecutionException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof LeatException known) {
                    throw known;
                }
            }
            throw new LeatException(Kind.BUG, where, "the rows could not be written (" + e.getCause() + ")", "Report it", e.getCause());
        }
    }
}
