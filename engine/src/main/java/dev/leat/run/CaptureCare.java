package dev.leat.run;

import dev.leat.lake.CaptureLog;
import dev.leat.lake.CaptureLog.Head;
import dev.leat.lake.Lake;
import dev.leat.lake.PipelineLog;
import dev.leat.lake.PipelineLog.State;
import dev.leat.lake.Rebuilding;
import dev.leat.plan.CaptureKey;
import dev.leat.plan.WorkspaceFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a capture small while it grows: many small files become few, and what no reader needs any more goes. Done under the capture's lease, between two commits: whoever dies here leaves files that
 * the next one removes.
 */
final class CaptureCare {
    private static final Logger LOG = LoggerFactory.getLogger(CaptureCare.class);

    private final SparkSession spark;
    private final CaptureLog capture;
    private final Supplier<List<State>> readers;
    private final Duration kept;

    /**
     * @param readers the states of all pipelines that read this capture, followed or not
     * @param kept    so long at least old versions are kept
     */
    CaptureCare(SparkSession spark, CaptureLog capture, Supplier<List<State>> readers, Duration kept) {
        this.spark = spark;
        this.capture = capture;
        this.readers = readers;
        this.kept = kept;
    }

    /** How far all pipelines of the workspace are that read a capture, also those of flows that run by a schedule, shadows that are being filled, and former ones that may be taken back. */
    static List<State> readers(WorkspaceFiles files, Lake lake, CaptureKey key) {
        return files.flows().stream().filter(known -> known.source().equals(key.connection())).flatMap(known -> known.pipelines().stream())
            .filter(pipeline -> pipeline.source().equals(key.entity())).flatMap(pipeline -> states(lake.pipeline(pipeline))).toList();
    }

    private static Stream<State> states(PipelineLog log) {
        return Stream.concat(log.state().stream(), Stream.of(log.rebuilding().shadow(), log.rebuilding().former()).flatMap(Optional::stream).map(Rebuilding.Beside::state));
    }

    void care() {
        long number = capture.head().map(Head::number).orElse(0L);
        if (!DeltaTables.exists(spark, capture.table())) {
            return;
        }
        long begun = System.nanoTime();
        TableCare table = new TableCare(spark, capture.table());
        table.compact();
        needed().ifPresent(since -> {
            Duration past = Duration.between(since, Instant.now()).plusMillis(1);
            table.forget(kept.compareTo(past) > 0 ? kept : past);
        });
        capture.bundle();
        capture.cared(number);
        LOG.info("care of {} ms={}", capture.table(), (System.nanoTime() - begun) / 1_000_000);
    }

    /** Since when versions are needed: the oldest one that a backfill is reading or a stream has still to read. Empty when that cannot be told. */
    private Optional<Instant> needed() {
        Optional<Head> head = capture.head();
        Optional<Instant> oldest = head.map(Head::at);
        for (State state : readers.get()) {
            Optional<Instant> since = state.filled() ? capture.commit(state.number()).map(Head::at)
                : state.seam() < 0 ? head.map(Head::at) : capture.upTo(state.seam()).map(Head::at);
            if (since.isEmpty() || oldest.isEmpty()) {
                return Optional.empty();
            }
            oldest = since.get().isBefore(oldest.get()) ? since : oldest;
        }
        return oldest;
    }
}
