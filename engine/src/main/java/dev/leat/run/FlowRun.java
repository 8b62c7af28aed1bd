package dev.leat.run;

import dev.leat.lake.CaptureLog;
import dev.leat.lake.Freshness;
import dev.leat.lake.Lake;
import dev.leat.lake.Lease;
import dev.leat.lake.ProcessMark;
import dev.leat.lake.RunLog;
import dev.leat.lake.RunPart;
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
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt at the approved pipelines of a flow. It is recorded from its first moment, so a killed run is known too. A pipeline that fails does not stop the others.
 * Several processes can do parts of one run, side by side: each writes what it did itself, and readers put it together ({@link RunRecord#of}).
 */
final class FlowRun {
    private static final Logger LOG = LoggerFactory.getLogger(FlowRun.class);
    private final Lake lake;
    private final String flow;
    private final String run;
    private final String part;
    private final String cause;
    private final List<String> steps;
    private final List<String> scope;
    private final Instant started = Instant.now();
    private final List<PipelineRun> told = new ArrayList<>();
    private boolean over;

    /**
     * @param run       one under which other processes do other parts; else a new one
     * @param pipelines that it is about; none for the preflight
     * @throws LeatException of kind WORKSPACE when that was a run of another flow
     */
    FlowRun(Lake lake, String flow, Optional<String> run, String cause, Set<Step> steps, List<String> pipelines) {
        this.lake = lake;
        this.flow = flow;
        this.part = RunLog.newId(started);
        this.run = run.map(RunLog::idOf).orElse(part);
        this.cause = cause;
        this.steps = steps.stream().map(step -> step.name().toLowerCase(Locale.ROOT)).sorted().toList();
        this.scope = List.copyOf(pipelines);
        run.flatMap(id -> lake.runs().find(this.run)).filter(other -> !other.flow().equals(flow)).ifPresent(other -> {
            throw new LeatException(Kind.WORKSPACE, "run " + this.run, "it is a run of '" + other.flow() + "'", "Take another id for '" + flow + "'");
        });
    }

    /**
     * @return what this process did, also of a failed run; what failed is in it. The lake's record has what others did under the same id as well
     * @throws LeatException of kind SYSTEM when another run of this flow is at work
     */
    RunRecord run(SparkSession spark, List<ApprovedPipeline> pipelines, Set<Step> steps, Progress progress) {
        Meter meter = new Meter(progress);
        try (Lease lease = lake.leases().share("flow " + flow, run)) {
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
                through(attempt.told(failure.orElse(null)));
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
    RunRecord nothingNew(List<ApprovedPipeline> pipelines, Optional<Instant> asked) {
        asked.ifPresent(time -> pipelines.stream().map(approved -> lake.capture(approved.source().name(), approved.pipeline().source())).forEach(capture ->
            capture.looked(new CaptureLog.Look(capture.head().map(CaptureLog.Head::number).orElse(0L), time))));
        fresh(pipelines);
        pipelines.forEach(approved -> told.add(new PipelineAttempt(null, lake, approved, run, Progress.SILENT).told(null)));
        return save("nothing-new", Instant.now(), null, 0);
    }

    /** What can fail before a pipeline is tried: recorded, and thrown on. */
    RunRecord checked(Runnable check) {
        try (Lease lease = lake.leases().share("flow " + flow, run)) {
            save("running", null, null, null);
            check.run();
            return save("begun", Instant.now(), null, 0);
        } catch (LeatException e) {
            refused(e);
            throw e;
        }
    }

    /** What comes before it: recorded only when it fails, and thrown on. A lake that does not take the record must not hide why. */
    <T> T planned(Supplier<T> planning) {
        try {
            return planning.get();
        } catch (RuntimeException e) {
            LeatException why = e instanceof LeatException known ? known : failure(List.of(e));
            try {
                refused(why);
            } catch (LeatException unrecorded) {
                e.addSuppressed(unrecorded);
            }
            throw e;
        }
    }

    void refused(LeatException why) {
        save("failed", Instant.now(), why.getMessage(), why.kind().exitCode());
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

    /** At once, so that a run that is killed later tells what it had done. */
    private synchronized void through(PipelineRun pipeline) {
        told.add(pipeline);
        if (!over) {
            save("running", null, null, null);
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

    /** The process ends; so does one that could not write how its run ended, which was told then. */
    private synchronized void stopped(Lease lease) {
        if (!over) {
            over = true;
            try {
                save("stopped", Instant.now(), "it was told to stop", Kind.SYSTEM.exitCode());
                lease.close();
            } catch (LeatException e) {
                LOG.warn("run={} that it has stopped could not be written; it counts as failed once its process is seen to be gone: {}", run, e.getMessage());
            }
        }
    }

    private RunRecord save(String outcome, Instant ended, String error, Integer exitCode) {
        double seconds = Math.round(Duration.between(started, ended == null ? started : ended).toMillis() / 10.0) / 100.0;
        RunPart done = new RunPart(part, run, flow, cause, steps, scope, outcome, started, ended, seconds, List.copyOf(told), error, exitCode, ProcessMark.here());
        lake.runs().save(done);
        return RunRecord.of(List.of(done));
    }
}
