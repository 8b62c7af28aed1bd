package dev.leat.run;

import dev.leat.lake.CaptureLog;
import dev.leat.lake.Freshness;
import dev.leat.lake.Lake;
import dev.leat.lake.Lease;
import dev.leat.lake.ProcessMark;
import dev.leat.lake.RunRecord;
import dev.leat.lake.RunRecord.PipelineRun;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import dev.leat.plan.ApprovedPipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/**
 * One attempt at the approved pipelines of a flow. It is recorded from its first moment, so a killed run is known too. A pipeline that fails does not stop the others.
 */
public final class FlowRun {
    private final Lake lake;
    private final String flow;
    private final String run;
    private final String cause;
    private final Instant started = Instant.now();
    private final List<PipelineRun> told = new ArrayList<>();
    private final Optional<RunRecord> before;
    private boolean over;

    /**
     * @param run a new id, or one under which another process did a part
     * @throws LeatException of kind WORKSPACE when that was a run of another flow
     */
    public FlowRun(Lake lake, String flow, String run, String cause) {
        this.lake = lake;
        this.flow = flow;
        this.run = run;
        this.cause = cause;
        this.before = lake.runs().find(run);
        before.filter(other -> !other.flow().equals(flow)).ifPresent(other -> {
            throw new LeatException(Kind.WORKSPACE, "run " + run, "it is a run of '" + other.flow() + "'", "Take another id for '" + flow + "'");
        });
    }

    /**
     * @return what this process did, also of a failed run; what failed is in it. The lake's record has what others did under the same id as well
     * @throws LeatException of kind SYSTEM when another run of this flow is at work
     */
    public RunRecord run(SparkSession spark, List<ApprovedPipeline> pipelines, Set<Step> steps, Progress progress) {
        Meter meter = new Meter(progress);
        try (Lease lease = lake.leases().take("flow " + flow, run)) {
            save("running", null, null, null);
            Thread stopped = new Thread(() -> stopped(lease), "leat-stopped");
            Runtime.getRuntime().addShutdownHook(stopped);
            spark.sparkContext().addSparkListener(meter);
            List<RuntimeException> failures = new ArrayList<>();
            for (ApprovedPipeline approved : pipelines) {
                meter.reset();
                PipelineAttempt attempt = new PipelineAttempt(spark, lake, approved, run, progress);
                Optional<RuntimeException> failure = attempt(attempt, steps);
                failure.ifPresent(failures::add);
                told.add(attempt.told(failure.orElse(null)));
            }
            fresh(pipelines);
            RunRecord record = ended(failures);
            Runtime.getRuntime().removeShutdownHook(stopped);
            return record;
        } finally {
            spark.sparkContext().removeSparkListener(meter);
        }
    }

    /** Recorded for a run that found nothing to do; needs no Spark. @param asked when the sources had nothing new; empty when they were not asked */
    public RunRecord nothingNew(List<ApprovedPipeline> pipelines, Optional<Instant> asked) {
        asked.ifPresent(time -> pipelines.stream().map(approved -> lake.capture(approved.source().name(), approved.pipeline().source())).forEach(capture ->
            capture.looked(new CaptureLog.Look(capture.head().map(CaptureLog.Head::number).orElse(0L), time))));
        fresh(pipelines);
        pipelines.forEach(approved -> told.add(new PipelineAttempt(null, lake, approved, run, Progress.SILENT).told(null)));
        return save("nothing-new", Instant.now(), null, 0);
    }

    private void fresh(List<ApprovedPipeline> pipelines) {
        if (!pipelines.isEmpty()) {
            lake.freshness(flow).save(Freshness.now(lake, pipelines.get(0).flow(), pipelines.stream().map(ApprovedPipeline::pipeline).toList(), run));
        }
    }

    private static Optional<RuntimeException> attempt(PipelineAttempt attempt, Set<Step> steps) {
        try {
            attempt.run(steps);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    private synchronized RunRecord ended(List<RuntimeException> failures) {
        if (over) {
            throw new LeatException(Kind.SYSTEM, "run " + run, "it was told to stop", "Run it again: it goes on where it stopped");
        }
        over = true;
        if (failures.isEmpty()) {
            boolean nothing = told.stream().allMatch(pipeline -> pipeline.outcome().equals("nothing-new"));
            return save(nothing ? "nothing-new" : "succeeded", Instant.now(), null, 0);
        }
        LeatException all = failure(failures);
        return save("failed", Instant.now(), all.getMessage(), all.kind().exitCode());
    }

    /** All problems of all pipelines; a failure that a retry can help decides, as the retry meets the others again. */
    private static LeatException failure(List<RuntimeException> failures) {
        List<Problem> problems = new ArrayList<>();
        Kind kind = Kind.DATA;
        Throwable bug = null;
        for (RuntimeException failure : failures) {
            if (failure instanceof LeatException leat) {
                problems.addAll(leat.problems());
                kind = leat.kind().exitCode() < kind.exitCode() ? leat.kind() : kind;
            } else {
                problems.add(new Problem("leat", String.valueOf(failure), "This is a bug; run again with --debug and report it"));
                bug = failure;
                kind = Kind.BUG;
            }
        }
        return new LeatException(kind, problems, bug);
    }

    private synchronized void stopped(Lease lease) {
        if (!over) {
            over = true;
            save("stopped", Instant.now(), "it was told to stop", Kind.SYSTEM.exitCode());
            lease.close();
        }
    }

    private RunRecord save(String outcome, Instant ended, String error, Integer exitCode) {
        double seconds = Math.round(Duration.between(started, ended == null ? started : ended).toMillis() / 10.0) / 100.0;
        RunRecord record = new RunRecord(run, flow, cause, outcome, started, ended, seconds, List.copyOf(told), error, exitCode, ProcessMark.here());
        lake.runs().save(before.map(record::after).orElse(record));
        return record;
    }
}
