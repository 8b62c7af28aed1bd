package dev.leat.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Connectors;
import dev.leat.connect.Destination;
import dev.leat.connect.Source;
import dev.leat.lake.CaptureLog;
import dev.leat.lake.Lake;
import dev.leat.lake.Lease;
import dev.leat.lake.PipelineLog;
import dev.leat.lake.RunRecord.PipelineRun;
import dev.leat.lake.RunRecord.PipelineRun.Compared;
import dev.leat.model.LeatException;
import dev.leat.model.Secrets;
import dev.leat.plan.ApprovedPipeline;
import dev.leat.plan.CaptureKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** One pipeline's part of a run: capture, then materialize, and what is told of it also when it fails. */
final class PipelineAttempt {
    private final SparkSession spark;
    private final Lake lake;
    private final ApprovedPipeline approved;
    private final String run;
    private final Progress progress;
    private final Totals totals = new Totals();
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private long captured;
    private Compared compared;
    private boolean moved;
    private boolean backfilled;

    PipelineAttempt(SparkSession spark, Lake lake, ApprovedPipeline approved, String run, Progress progress) {
        this.spark = spark;
        this.lake = lake;
        this.approved = approved;
        this.run = run;
        this.progress = progress;
    }

    /** @throws RuntimeException what stopped it; {@link #told} is right also then */
    void run(Set<Step> steps) {
        try {
            if (steps.contains(Step.CAPTURE)) {
                captured = moving("capture", this::capture);
            }
            if (steps.contains(Step.MATERIALIZE)) {
                moving("materialize", this::materialize);
            }
            if (steps.contains(Step.RECONCILE)) {
                comparing("reconcile", () -> verification().destination(ReconcileStep.Depth.VERSIONS, false));
            }
            if (steps.contains(Step.CERTIFY)) {
                comparing("certify", () -> verification().certify(this::capture, this::materialize, steps.contains(Step.REPAIR)));
            } else if (steps.contains(Step.VERIFY) || steps.contains(Step.REPAIR)) {
                comparing("verify", () -> verification().destination(ReconcileStep.Depth.VALUES, steps.contains(Step.REPAIR)));
            } else if (backfilled) {
                comparing("certify", () -> verification().afterBackfill());
            }
        } catch (RuntimeException e) {
            throw Causes.of(e, "pipeline '" + name() + "'");
        }
        if (totals.cacheUnavailable() > 0) {
            progress.warns(name(), "the cache could not be reached; look-ups went to their source");
        }
    }

    private Verification verification() {
        return new Verification(spark, lake, approved, run, totals, progress);
    }

    private long capture() {
        CaptureLog log = captureLog();
        try (Lease lease = lake.leases().take(captureLease(approved.capture()), run);
             Source source = Connectors.source(approved.source())) {
            CaptureStep step = new CaptureStep(spark, log, approved.reading(), source, note -> progress.warns(name(), note));
            long rows = step.run(run, lease);
            while (step.look().isEmpty()) {
                rows += step.run(run, lease); // of what waits, one commit takes only so much
            }
            step.look().ifPresent(log::looked);
            moved |= rows > 0;
            return rows;
        }
    }

    static String captureLease(CaptureKey key) {
        return "capture of " + key.connection() + " " + key.entity();
    }

    private long materialize() {
        PipelineLog log = lake.pipeline(approved.pipeline());
        try (Lease lease = lake.leases().take("pipeline " + name(), run); Destination destination = Connectors.destination(approved.destination())) {
            new Swapping(log, destination, approved.pipeline(), lease).settle();
            destination.create(approved.pipeline().destination(), approved.made());
            BatchWrite write = new BatchWrite(spark, approved, destination, new BacklogTable(spark, log.backlog()), lease, totals, run);
            MaterializeStep step = new MaterializeStep(spark, approved, captureLog(), log, write, run);
            moved |= step.run();
            backfilled |= step.backfilled();
            log.count(() -> new BacklogTable(spark, log.backlog()).waiting().count());
            return totals.written().written() + totals.written().deleted();
        }
    }

    private long moving(String step, LongSupplier work) {
        return timed(step, () -> {
            long records = work.getAsLong();
            progress.ends(name(), step, records);
            return records;
        });
    }

    private void comparing(String step, Supplier<Verification.Found> work) {
        timed(step, () -> {
            Verification.Found found = work.get();
            moved |= found.side().compared();
            compared = new Compared(found.side().lake().rows(), found.keys());
            progress.compared(name(), step, compared);
            found.failure().ifPresent(failure -> {
                throw failure;
            });
            return found.keys();
        });
    }

    private long timed(String step, LongSupplier work) {
        progress.begins(name(), step);
        long start = System.nanoTime();
        try {
            return work.getAsLong();
        } finally {
            seconds.put(step, Math.round((System.nanoTime() - start) / 1e7) / 100.0);
        }
    }

    /** @param error what stopped it, null when nothing did */
    PipelineRun told(RuntimeException error) {
        String outcome = error != null ? "failed" : moved ? "succeeded" : "nothing-new";
        return new PipelineRun(name(), outcome, captured, totals.written().written(), totals.written().deleted(), totals.filtered(), totals.backlogged(),
            totals.written().older(), totals.cacheHits(), totals.cacheMisses(), checkpoint(lake, approved.source().name(), approved), Map.copyOf(seconds),
            approved.content(), error == null ? null : Secrets.redact(error instanceof LeatException ? error.getMessage() : String.valueOf(error)), compared);
    }

    static JsonNode checkpoint(Lake lake, String connection, ApprovedPipeline approved) {
        ObjectNode checkpoint = JsonNodeFactory.instance.objectNode();
        ObjectNode capture = checkpoint.putObject("capture");
        lake.capture(connection, approved.pipeline().source()).head().ifPresent(head ->
            capture.put("number", head.number()).put("version", head.version()).set("position", head.position()));
        ObjectNode materialization = checkpoint.putObject("materialization");
        lake.pipeline(approved.pipeline()).state().ifPresent(state ->
            materialization.put("generation", state.generation()).put("number", state.number()).put("version", state.written()));
        return checkpoint;
    }

    private CaptureLog captureLog() {
        return lake.capture(approved.source().name(), approved.pipeline().source());
    }

    private String name() {
        return approved.pipeline().name();
    }
}
