package dev.leat.run;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import dev.leat.connect.Batch;
import dev.leat.connect.Connectors;
import dev.leat.connect.Destination;
import dev.leat.connect.Failure;
import dev.leat.connect.Failures;
import dev.leat.connect.Written;
import dev.leat.lake.Lake;
import dev.leat.model.WriteMode;
import dev.leat.plan.ApprovedPipeline;
import dev.leat.run.BacklogTable.Event;
import dev.leat.transform.Counters;
import dev.leat.transform.Retyped;
import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Tries waiting records of a backlog again, as the capture has them, with the mapping that is approved now. */
public final class Replay {
    private final SparkSession spark;
    private final Lake lake;
    private final ApprovedPipeline approved;

    public Replay(SparkSession spark, Lake lake, ApprovedPipeline approved) {
        this.spark = spark;
        this.lake = lake;
        this.approved = approved;
    }

    /**
     * @param waiting    records that were tried
     * @param succeeded  are (or would be) in the destination now
     * @param superseded have a newer version in the capture, so they are not written and wait no longer
     * @param failed     wait on
     */
    public record Outcome(long waiting, long succeeded, long superseded, long failed) {}

    /** @param chosen a condition on the columns of {@link BacklogTable#waiting()} */
    public Outcome tryOut(Column chosen) {
        Attempt attempt = new Attempt(chosen);
        attempt.mapped.write().format("noop").mode("append").save();
        return attempt.outcome(attempt.failures.value());
    }

    /** @param run recorded with each record's new event */
    public Outcome replay(Column chosen, String run) {
        try (Way way = Way.to(lake, approved.pipeline(), run); Destination destination = Connectors.destination(approved.destination())) {
            new Swapping(lake.pipeline(approved.pipeline()), destination, approved.pipeline(), way.lease()).settle();
            Attempt attempt = new Attempt(chosen);
            destination.create(approved.pipeline().destination(), approved.made());
            way.lease().check();
            Written written = destination.write(new Batch(approved.pipeline().destination(), approved.layout(), attempt.mapped,
                lake.pipeline(approved.pipeline()).application() + "-replay-" + run, 0, attempt.failures));
            Collection<Failure> failed = attempt.failures.value();
            attempt.record(failed, run);
            return attempt.outcome(failed);
        } catch (RuntimeException e) {
            throw Causes.of(e, "replay of '" + approved.pipeline().name() + "'");
        }
    }

    /** One set of records on its way. A record that dies between write and event waits on and is written again, which changes nothing. */
    private final class Attempt {
        private final BacklogTable backlog = new BacklogTable(spark, lake.pipeline(approved.pipeline()).backlog());
        private final Failures failures = new Failures();
        private final Dataset<Row> waiting;
        private final Dataset<Row> fresh;
        private final Dataset<Row> mapped;
        private final long all;
        private final long superseded;

        Attempt(Column chosen) {
            Counters counters = new Counters();
            spark.sparkContext().register(failures);
            spark.sparkContext().register(counters);
            waiting = backlog.waiting().where(chosen).localCheckpoint();
            all = waiting.count();
            Dataset<Row> capture = Retyped.joined(spark.read().format("delta").load(lake.capture(approved.source().name(), approved.pipeline().source()).table()), approved.reading().columns())
                .withColumn(Batch.ID, Ids.of(approved.reading().key()));
            Dataset<Row> tried = capture.join(broadcast(waiting.select(Batch.SEQ)), Batch.SEQ);
            fresh = chosen(capture, tried).localCheckpoint();
            superseded = all - fresh.count();
            Dataset<Row> identified = Ids.complete(fresh, approved.reading().key(), failures);
            Dataset<Row> made = approved.program().apply(spark, identified, failures, counters);
            mapped = approved.pipeline().writeMode() == WriteMode.HISTORY ? Changes.timed(fresh, made) : made;
        }

        private Dataset<Row> chosen(Dataset<Row> capture, Dataset<Row> tried) {
            return switch (approved.pipeline().writeMode()) {
                case APPEND -> tried;
                case UPSERT -> newest(capture, tried);
                case HISTORY -> living(capture, tried);
            };
        }

        /** A version that comes late has its place among the others; but of a key that has been deleted since nothing tells where it ends. */
        private Dataset<Row> living(Dataset<Row> capture, Dataset<Row> tried) {
            Dataset<Row> gone = Changes.newest(capture.join(broadcast(tried.select(Batch.ID).distinct()), Batch.ID), List.of(Batch.ID)).where(col(Batch.OP).equalTo("d")).select(Batch.ID);
            return tried.join(broadcast(gone.withColumnRenamed(Batch.ID, "_leat_gone")), col(Batch.ID).equalTo(col("_leat_gone")), "left_anti");
        }

        /** Only records that are the newest of their key; a record without an id stays and fails again. */
        private Dataset<Row> newest(Dataset<Row> capture, Dataset<Row> tried) {
            Dataset<Row> last = capture.join(broadcast(tried.select(Batch.ID).distinct()), Batch.ID).groupBy(Batch.ID).agg(max(Batch.SEQ).as("_leat_last"));
            return tried.join(broadcast(last.withColumnRenamed(Batch.ID, "_leat_last_id")), col(Batch.ID).equalTo(col("_leat_last_id")), "left_outer")
                .where(col("_leat_last").isNull().or(col("_leat_last").equalTo(col(Batch.SEQ)))).drop("_leat_last", "_leat_last_id");
        }

        void record(Collection<Failure> failed, String run) {
            List<Long> failing = failed.stream().map(Failure::seq).toList();
            Dataset<Row> freshSeqs = fresh.select(Batch.SEQ);
            Dataset<Row> tried = waiting.join(freshSeqs, Batch.SEQ);
            backlog.mark(tried.where(org.apache.spark.sql.functions.not(col(Batch.SEQ).isInCollection(failing))), Event.REPLAYED, run, null);
            backlog.mark(waiting.join(freshSeqs, waiting.col(Batch.SEQ).equalTo(freshSeqs.col(Batch.SEQ)), "left_anti"), Event.SUPERSEDED, run, null);
            backlog.failed(failed, fresh, approved.reading(), run, approved.content());
        }

        Outcome outcome(Collection<Failure> failed) {
            return new Outcome(all, all - superseded - failed.size(), superseded, failed.size());
        }
    }
}
