package dev.leat.run;

import dev.leat.lake.CaptureLog;
import dev.leat.lake.Lake;
import dev.leat.lake.Lease;
import dev.leat.lake.PipelineLog;
import dev.leat.plan.ApprovedPipeline;
import dev.leat.plan.CaptureKey;
import dev.leat.plan.WorkspaceFiles;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Keeps the lake small where runs end: not each time, but when enough has come together. What another run is working on is left to that. */
record Upkeep(SparkSession spark, WorkspaceFiles files, Lake lake, String run) {
    private static final long COMMITS = 100;
    private static final int RUNS = 50;

    void after(List<ApprovedPipeline> pipelines) {
        pipelines.stream().map(ApprovedPipeline::capture).distinct().forEach(this::capture);
        pipelines.forEach(this::pipeline);
        runs(lake);
    }

    static void runs(Lake lake) {
        lake.runs().forget(Instant.now().minus(lake.care().runs().orElseThrow()), RUNS);
    }

    private void capture(CaptureKey key) {
        CaptureLog log = lake.capture(key.connection(), key.entity());
        String name = PipelineAttempt.captureLease(key);
        if (log.head().map(CaptureLog.Head::number).orElse(0L) - log.cared() >= COMMITS && lake.leases().holder(name).isEmpty()) {
            try (Lease lease = lake.leases().take(name, run)) {
                lease.check();
                new CaptureCare(spark, log, () -> CaptureCare.readers(files, lake, key), lake.care().keep().orElseThrow()).care();
            }
        }
    }

    private void pipeline(ApprovedPipeline approved) {
        String name = "pipeline " + approved.name();
        if (lake.leases().holder(name).isEmpty()) {
            try (Lease lease = lake.leases().take(name, run)) {
                lease.check();
                PipelineLog log = lake.pipeline(approved.pipeline());
                BacklogTable backlog = new BacklogTable(spark, log.backlog());
                backlog.care(lake.care().keep().orElseThrow());
                log.count(() -> backlog.waiting().count());
                log.prune();
            }
        }
    }
}
