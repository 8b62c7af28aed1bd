package dev.leat.run;

import dev.leat.connect.Connectors;
import dev.leat.connect.Destination;
import dev.leat.connect.Source;
import dev.leat.lake.CaptureLog;
import dev.leat.lake.Certificate;
import dev.leat.lake.Lake;
import dev.leat.lake.Lease;
import dev.leat.lake.PipelineLog;
import dev.leat.model.LeatException;
import dev.leat.plan.ApprovedPipeline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** Compares what source, lake and destination of a pipeline hold. */
record Verification(SparkSession spark, Lake lake, ApprovedPipeline approved, String run, Totals totals, Progress progress) {

    /**
     * @param keys    that were different before a repair
     * @param failure what is different now
     */
    record Found(Certificate.Side side, long keys, Optional<LeatException> failure) {}

    /** The destination alone. What is written again is compared once more. */
    Found destination(ReconcileStep.Depth depth, boolean repair) {
        try (Lease lease = lake.leases().take("pipeline " + approved.name(), run); Destination destination = Connectors.destination(approved.destination())) {
            new Swapping(lake.pipeline(approved.pipeline()), destination, approved.pipeline(), lease).settle();
            return destination(destination, lease, depth, repair);
        }
    }

    private Found destination(Destination destination, Lease lease, ReconcileStep.Depth depth, boolean repair) {
        PipelineLog log = lake.pipeline(approved.pipeline());
        ReconcileStep step = new ReconcileStep(spark, lake, approved, destination);
        ReconcileStep.Outcome outcome = step.run(depth);
        told(outcome.side());
        long keys = outcome.different().map(Difference::count).orElse(0L);
        if (keys > 0 && repair) {
            BatchWrite write = new BatchWrite(spark, approved, destination, new BacklogTable(spark, log.backlog()), lease, totals, run);
            outcome.different().get().repair(write, log.application() + "-repair-" + run);
            outcome = step.run(depth);
            if (outcome.different().isPresent() && destination.forget(approved.pipeline().destination(), outcome.different().get().ids())) {
                outcome.different().get().repair(write, log.application() + "-again-" + run);
                outcome = step.run(depth);
            }
        }
        return new Found(outcome.side(), keys, outcome.different().map(Difference::failure));
    }

    /** The source first, and what that brings on the way is written before the destination is compared. */
    Found certify(Runnable capture, Runnable materialize, boolean repair) {
        try (Source source = Connectors.source(approved.source())) {
            SourceStep step = new SourceStep(spark, approved, captureLog(), source);
            Certificate.Side side = step.run(capture);
            if (!side.compared()) {
                progress.warns(approved.name(), side.of() + ": " + side.note());
            }
            materialize.run();
            return sealed(side, step.missed(), destination(ReconcileStep.Depth.VALUES, repair));
        }
    }

    /** By keys and versions, with which the values have just been written as one. */
    Found afterBackfill() {
        return sealed(unread(), Optional.empty(), destination(ReconcileStep.Depth.VERSIONS, false));
    }

    /** For who has opened the destination and holds the pipeline's lease. */
    Found afterBackfill(Destination destination, Lease lease) {
        return sealed(unread(), Optional.empty(), destination(destination, lease, ReconcileStep.Depth.VERSIONS, false));
    }

    private Certificate.Side unread() {
        return Certificate.Side.not(approved.source().name() + ": " + approved.reading().entity(), "not read for a backfill; leat verify --certificate compares it too");
    }

    /** The certificate is kept whatever it says. */
    private Found sealed(Certificate.Side source, Optional<LeatException> missed, Found found) {
        CaptureLog.Head head = captureLog().head().orElseThrow();
        lake.runs().save(new Certificate(run, approved.name(), Instant.now(), head.number(), head.position(),
            lake.pipeline(approved.pipeline()).state().map(PipelineLog.State::number).orElse(0L), source, found.side()));
        List<LeatException> failures = Stream.concat(missed.stream(), found.failure().stream()).toList();
        return failures.isEmpty() ? found : new Found(found.side(), found.keys(), Optional.of(new LeatException(failures.get(0).kind(), failures.stream().flatMap(failure -> failure.problems().stream()).toList())));
    }

    private void told(Certificate.Side side) {
        if (!side.compared()) {
            progress.warns(approved.name(), side.note() + "; nothing was compared");
        }
        side.without().forEach((field, why) -> progress.warns(approved.name(), "not compared: " + field + ", " + why));
    }

    private CaptureLog captureLog() {
        return lake.capture(approved.source().name(), approved.pipeline().source());
    }
}
