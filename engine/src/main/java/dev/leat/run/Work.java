package dev.leat.run;

import dev.leat.connect.Range;
import dev.leat.lake.CaptureLog;
import dev.leat.lake.Lake;
import dev.leat.lake.PipelineLog;
import dev.leat.plan.FlowPlan;
import dev.leat.plan.PipelinePlan;
import java.util.Optional;
import java.util.Set;

/**
 * How much a run has to do, known without Spark.
 *
 * @param rows about how many go through the steps; -1 when unknown
 */
public record Work(boolean nothing, long rows) {

    public static Work of(FlowPlan plan, Lake lake, Set<Step> steps) {
        long rows = 0;
        boolean nothing = true;
        boolean unknown = false;
        if (steps.stream().anyMatch(Step.comparing()::contains)) {
            return new Work(false, plan.pipelines().stream().map(one -> lake.capture(one.capture().connection(), one.capture().entity())).flatMap(log -> log.since(0).stream())
                .mapToLong(CaptureLog.Head::rows).sum());
        }
        for (PipelinePlan pipeline : plan.pipelines()) {
            CaptureLog capture = lake.capture(pipeline.capture().connection(), pipeline.capture().entity());
            Optional<CaptureLog.Position> unfinished = capture.unfinished();
            if (steps.contains(Step.CAPTURE)) {
                nothing &= pipeline.next().isEmpty() && unfinished.isEmpty();
                long next = pipeline.next().map(Range::rows).orElse(0L) + unfinished.map(CaptureLog.Position::rows).orElse(0L);
                unknown |= next < 0;
                rows += next;
            }
            if (steps.contains(Step.MATERIALIZE)) {
                Optional<PipelineLog.State> state = lake.pipeline(pipeline.pipeline()).state();
                long written = state.map(PipelineLog.State::written).orElse(-1L);
                nothing &= capture.head().map(head -> head.version() <= written).orElse(true);
                rows += capture.since(state.map(PipelineLog.State::number).orElse(0L)).stream().mapToLong(CaptureLog.Head::rows).sum();
            }
        }
        return new Work(nothing, unknown ? -1 : rows);
    }

    /** About how many rows there are to write into a shadow, and to compare with what is live. */
    public static long ofRebuild(PipelinePlan pipeline, Lake lake) {
        return lake.capture(pipeline.capture().connection(), pipeline.capture().entity()).since(0).stream().mapToLong(CaptureLog.Head::rows).sum();
    }
}
