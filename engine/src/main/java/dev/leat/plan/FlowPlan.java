package dev.leat.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problems;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a run of a flow would do, pipeline by pipeline in the flow's order. */
public final class FlowPlan {
    private final Flow flow;
    private final Instant asked;
    private final List<PipelinePlan> pipelines;
    private final List<Standing> drifted;

    FlowPlan(Flow flow, List<PipelinePlan> pipelines, List<Standing> drifted, Instant asked) {
        this.flow = flow;
        this.asked = asked;
        this.pipelines = List.copyOf(pipelines);
        this.drifted = List.copyOf(drifted);
    }

    public Flow flow() {
        return flow;
    }

    /** When its systems were asked at the earliest: what was committed at the source before then is in what the plan says is new. */
    public Instant asked() {
        return asked;
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
        drifted.forEach(standing -> Gate.tell(standing, problems));
        problems.throwIfAny(Kind.APPROVAL);
        return pipelines.stream().map(plan -> new ApprovedPipeline(plan.compiled())).toList();
    }

    /** Those that the live systems fit no more are refused here already, by the same words: nothing can be said of what they would do. */
    void fitting() {
        Problems problems = new Problems();
        drifted.forEach(standing -> Gate.tell(standing, problems));
        problems.throwIfAny(Kind.APPROVAL);
    }

    /** Each pipeline of the plan, in the flow's order. */
    List<Standing> standings() {
        return Stream.concat(pipelines.stream().map(Standing::of), drifted.stream()).sorted(Comparator.comparing(standing -> flow.pipelines().indexOf(standing.pipeline()))).toList();
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
