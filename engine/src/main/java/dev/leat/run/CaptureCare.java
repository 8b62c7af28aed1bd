package dev.leat.run;

import dev.leat.lake.CaptureLog;
import dev.leat.lake.CaptureLog.Head;
import dev.leat.lake.PipelineLog.State;
import io.delta.tables.DeltaTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.TruncationGranularity$;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * Keeps the table of a capture small while it grows: many small files become few, and what no reader needs any more goes. A compaction is no change of the data, so streams do not see it.
 * Done under the capture's lease, between two commits: whoever dies here leaves files that the next one removes.
 */
final class CaptureCare {
    private static final Logger LOG = LoggerFactory.getLogger(CaptureCare.class);
    private static final double HOUR_MILLIS = 3_600_000;
    private static final Map<String, String> SETTINGS = Map.of(
        "spark.databricks.delta.optimize.minFileSize", String.valueOf(32L << 20),
        "spark.databricks.delta.optimize.maxFileSize", String.valueOf(128L << 20),
        "spark.databricks.delta.retentionDurationCheck.enabled", "false", // what readers need is known here
        "spark.databricks.delta.vacuum.logging.enabled", "false");

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

    void care() {
        if (!DeltaTables.exists(spark, capture.table())) {
            return;
        }
        long begun = System.nanoTime();
        SETTINGS.forEach(spark.conf()::set);
        try {
            DeltaTable table = DeltaTable.forPath(spark, capture.table());
            table.optimize().executeCompaction();
            Optional<Instant> needed = needed();
            if (needed.isPresent()) {
                long keep = Math.max(kept.toMillis(), Duration.between(needed.get(), Instant.now()).toMillis() + 1);
                table.vacuum(keep / HOUR_MILLIS);
                DeltaLog log = DeltaLog.forTable(spark, capture.table());
                log.cleanUpExpiredLogs(log.update(false, Option.empty(), Option.empty()), Option.empty(), Option.apply(keep), TruncationGranularity$.MODULE$.MINUTE());
            }
        } finally {
            SETTINGS.keySet().forEach(spark.conf()::unset);
        }
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
