package dev.leat.run;

import static org.apache.spark.sql.functions.col;

import dev.leat.connect.Batch;
import dev.leat.lake.CaptureLog;
import dev.leat.lake.PipelineLog;
import dev.leat.lake.PipelineLog.State;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.WriteMode;
import dev.leat.plan.ApprovedPipeline;
import dev.leat.transform.Retyped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a destination in step with a capture: first the backfill up to the seam, a version of the capture that is fixed in the state before it begins, then a stream from the version
 * behind it. Both go through {@link BatchWrite}.
 */
final class MaterializeStep {
    private static final Logger LOG = LoggerFactory.getLogger(MaterializeStep.class);
    private final SparkSession spark;
    private final ApprovedPipeline approved;
    private final CaptureLog capture;
    private final PipelineLog log;
    private final BatchWrite write;
    private final String run;
    private boolean backfilled;

    MaterializeStep(SparkSession spark, ApprovedPipeline approved, CaptureLog capture, PipelineLog log, BatchWrite write, String run) {
        this.spark = spark;
        this.approved = approved;
        this.capture = capture;
        this.log = log;
        this.write = write;
        this.run = run;
    }

    /** Whether this has written history that was there before; a first load in one run with its capture is none. */
    boolean backfilled() {
        return backfilled;
    }

    /** Writes all that is in the capture now. @return false when there was nothing to write */
    boolean run() {
        Optional<CaptureLog.Head> head = capture.head();
        if (head.isEmpty() || state().filter(state -> state.written() >= head.get().version()).isPresent()) {
            return false;
        }
        try {
            State filled = fill(head.get());
            if (head.get().version() > filled.seam()) {
                drain(filled);
            }
            reached(head.get());
            return true;
        } catch (LeatException e) {
            failed(e);
            throw e;
        }
    }

    private Optional<State> state() {
        return log.state();
    }

    /** Does the backfill where it has not ended yet. @param head the seam of one that has not begun */
    State fill(CaptureLog.Head head) {
        State state = state().orElse(new State(0, 0, -1, false, -1, 0, approved.content(), run, Instant.now()));
        if (state.filled()) {
            return state;
        }
        State filled = backfill(state, head);
        backfilled = head.number() > 1 || !head.run().equals(run);
        return filled;
    }

    /** After {@link #fill} or the stream has failed. */
    void failed(LeatException e) {
        if (e.kind() == Kind.DATA && approved.pipeline().writeMode() != WriteMode.APPEND) {
            beginAnew();
        }
    }

    /**
     * Of the same checkpoint: the batch that had too many bad records would come again as it was, also when they have been corrected at the source since. What is appended must come as it
     * was, since a part of it is there already. Who dies before this has the same failure again.
     */
    private void beginAnew() {
        State state = log.state().orElseThrow();
        long from = state.filled() ? Changes.firstSeq(state.number() + 1) : state.from();
        log.save(new State(log.claim(run), from, -1, false, state.written(), state.number(), state.mapping(), run, Instant.now()));
    }

    /** The stream has written everything up to this commit. */
    void reached(CaptureLog.Head head) {
        State state = state().orElseThrow();
        log.save(new State(state.generation(), state.from(), state.seam(), true, head.version(), head.number(), approved.content(), run, Instant.now()));
    }

    /** The seam is fixed before the first row; whoever goes on after a crash fills up to the same version. */
    private State backfill(State state, CaptureLog.Head head) {
        State begun = state;
        if (state.seam() < 0) {
            begun = new State(state.generation(), state.from(), head.version(), false, -1, 0, approved.content(), run, Instant.now());
            log.save(begun);
        }
        Dataset<Row> history = now(spark.read().format("delta").option("versionAsOf", begun.seam()).load(capture.table()))
            .where(col(Batch.SEQ).geq(begun.from()));
        boolean firstLoad = head.number() == 1 && approved.keyIsCertain();
        Dataset<Row> wanted = switch (approved.pipeline().writeMode()) {
            case APPEND -> history.orderBy(col(Batch.SEQ));
            case HISTORY -> history;
            case UPSERT -> firstLoad ? history : newest(history);
        };
        write.write(wanted, begun.from(), approved.pipeline().writeMode() == WriteMode.UPSERT ? BatchWrite.Versions.ONE : BatchWrite.Versions.MANY, log.application(begun), 0);
        State filled = new State(begun.generation(), begun.from(), begun.seam(), true, begun.seam(), numberOf(begun.seam()), approved.content(), run, Instant.now());
        log.save(filled);
        return filled;
    }

    private Dataset<Row> newest(Dataset<Row> history) {
        return Superseded.in(history.withColumn(Batch.ID, Ids.of(approved.reading().key())), approved).without(history);
    }

    /** The capture may have gone on behind the seam since it was fixed. */
    private long numberOf(long version) {
        return capture.upTo(version).map(CaptureLog.Head::number).orElse(0L);
    }

    private void drain(State state) {
        long from = Changes.firstSeq(state.number() + 1);
        try {
            stream(state, Map.of()).trigger(Trigger.AvailableNow()).foreachBatch((VoidFunction2<Dataset<Row>, Long>) (rows, id) -> write(state, rows, from, id)).start().awaitTermination();
        } catch (StreamingQueryException e) {
            throw Causes.of(e, where());
        } catch (TimeoutException e) {
            throw late(e);
        }
    }

    /**
     * Goes on until the query is stopped or fails. The version behind the seam must be there.
     *
     * @param bounds of a batch, as options of Delta's stream
     * @param from   no row of the next batch has a lower {@code _leat_seq}
     * @param before called before each batch; what it throws ends the query
     */
    StreamingQuery follow(State filled, Map<String, String> bounds, LongSupplier from, Runnable before) {
        try {
            return stream(filled, bounds).trigger(Trigger.ProcessingTime(0)).foreachBatch((VoidFunction2<Dataset<Row>, Long>) (rows, id) -> {
                before.run();
                long begun = System.nanoTime();
                BatchWrite.Done done = write(filled, rows, from.getAsLong(), id);
                LOG.info("pipeline=\"{}\" batch={} written={} older={} backlogged={} ms={}", approved.name(), id + 1, done.written(), done.older(), done.backlogged(),
                    (System.nanoTime() - begun) / 1_000_000);
            }).start();
        } catch (TimeoutException e) {
            throw late(e);
        }
    }

    private Dataset<Row> now(Dataset<Row> captured) {
        return Retyped.joined(captured, approved.reading().columns());
    }

    private DataStreamWriter<Row> stream(State state, Map<String, String> bounds) {
        return now(spark.readStream().format("delta").option("startingVersion", state.seam() + 1).options(bounds).load(capture.table()))
            .writeStream().queryName(approved.pipeline().slug() + "-" + run).option("checkpointLocation", log.checkpoint(state));
    }

    /** Batch ids of the stream begin at 1: 0 is the backfill's. */
    private BatchWrite.Done write(State state, Dataset<Row> rows, long from, long id) {
        return write.write(rows, from, BatchWrite.Versions.MANY, log.application(state), id + 1);
    }

    private LeatException late(TimeoutException e) {
        return new LeatException(Kind.SYSTEM, where(), "its stream did not start in time", "Run it again", e);
    }

    private String where() {
        return "pipeline '" + approved.pipeline().name() + "'";
    }
}
