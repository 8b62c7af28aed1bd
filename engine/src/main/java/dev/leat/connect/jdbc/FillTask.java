package dev.leat.connect.jdbc;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;

/** Sends one partition and returns what it was, so that a task that is computed twice counts once. */
record FillTask(String where, Opening opening) implements FlatMapFunction<Iterator<InternalRow>, Filled> {
    private static final int LOOK_EVERY = 4_096;

    @Override
    public Iterator<Filled> call(Iterator<InternalRow> rows) {
        if (!rows.hasNext()) {
            return List.<Filled>of().iterator();
        }
        TaskContext context = TaskContext.get();
        try (Filler filler = opening.open()) {
            for (int i = 0; rows.hasNext(); i++) {
                filler.add(rows.next());
                if (i % LOOK_EVERY == 0) {
                    context.killTaskIfInterrupted();
                }
            }
            return List.of(filler.end()).iterator();
        } catch (SQLException e) {
            throw SqlFailure.of(where, "send rows", e);
        }
    }

    /** Runs one for each partition. */
    Filled over(JavaRDD<InternalRow> rows) {
        JavaFutureAction<List<Filled>> job = rows.mapPartitions(this).collectAsync();
        try {
            return job.get().stream().reduce(Filled.NOTHING, Filled::plus);
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
            throw new IllegalStateException(e.getCause() == null ? e : e.getCause());
        }
    }
}
