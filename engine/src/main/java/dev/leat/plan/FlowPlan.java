package dev.leat.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problems;
import java.util.List;

/** What a run of a flow would do, pipeline by pipeline in the flow's order. */
public final class FlowPlan {
    private final Flow flow;
    private final List<PipelinePlan> pipelines;

    FlowPlan(Flow flow, List<PipelinePlan> pipelines) {
        this.flow = flow;
        this.pipelines = List.copyOf(pipelines);
    }

    public Flow flow() {
        return flow;
    }

    public List<PipelinePlan> pipelines() {
        return pipelines;
    }

    /**
     * The gate.
     *
     * @throws LeatException of kind APPROVAL with one problem for each pipeline whose approval is missing, stale or not signed
     */
    public List<ApprovedPipeline> approved() {
        Problems problems = new Problems();
        pipelines.forEach(plan -> Gate.tell(plan, problems));
        problems.throwIfAny(Kind.APPROVAL);
        return pipelines.stream().map(plan -> new ApprovedPipeline(plan.compiled())).toList();
    }

    /** The shape of {@code leat plan --json}. */
    public ObjectNode toJson() {
        return PlanDocument.json(this);
    }

    /** A Mermaid flowchart with one subgraph for each pipeline. */
    public String toMermaid() {
        return Mermaid.of(this);
    }
}
