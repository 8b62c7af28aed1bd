package dev.leat.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Range;
import dev.leat.connect.Source;
import dev.leat.model.EntityName;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Pipeline;
import dev.leat.model.Problems;
import dev.leat.model.Retry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** From checked files to checked pipelines: asks the live systems, read-only and without Spark, everything that can be known before a row moves. */
public final class Planner {
    private final WorkspaceFiles files;
    private final Function<String, Optional<Address>> servers;
    private final Function<CaptureKey, Optional<JsonNode>> positions;
    private final Function<WorkspaceFiles, Approvals> approvalsOf;

    /**
     * @param servers   where a connection's embedded server listens; empty when it does not run
     * @param positions how far an entity has been captured ({@code Range.position()}); empty: not at all
     */
    public Planner(WorkspaceFiles files, Function<String, Optional<Address>> servers, Function<CaptureKey, Optional<JsonNode>> positions) {
        this(files, servers, positions, Approvals::of);
    }

    Planner(WorkspaceFiles files, Function<String, Optional<Address>> servers, Function<CaptureKey, Optional<JsonNode>> positions,
            Function<WorkspaceFiles, Approvals> approvalsOf) {
        this.files = files;
        this.servers = servers;
        this.positions = positions;
        this.approvalsOf = approvalsOf;
    }

    /** All pipelines of a flow. See {@link #plan(Flow, List)}. */
    public FlowPlan plan(Flow flow) {
        return plan(flow, flow.pipelines());
    }

    /**
     * Some pipelines of a flow, with what there is to capture. Approvals are judged and do not make it fail.
     *
     * @throws LeatException of kind WORKSPACE with all problems of all these pipelines; SYSTEM when a system cannot be asked
     */
    public FlowPlan plan(Flow flow, List<Pipeline> pipelines) {
        return planned(flow, pipelines, (source, compiled) -> source.next(compiled.reading(),
            positions.apply(new CaptureKey(flow.source(), compiled.pipeline().source()))));
    }

    /** The same without asking what there is to capture: for {@code map check}, {@code map approve}, {@code preview}. */
    public FlowPlan check(Flow flow, List<Pipeline> pipelines) {
        return planned(flow, pipelines, (source, compiled) -> Optional.empty());
    }

    private FlowPlan planned(Flow flow, List<Pipeline> pipelines, BiFunction<Source, Compiled, Optional<Range>> next) {
        Problems problems = new Problems();
        try (Opened opened = new Opened(files, flow.retry().orElse(Retry.DEFAULT), servers)) {
            List<Compiled> compiled = pipelines.stream().flatMap(pipeline -> new PipelineCheck(files, flow, pipeline, opened, problems).compile().stream()).toList();
            problems.throwIfAny(Kind.WORKSPACE);
            Approvals approvals = approvalsOf.apply(files);
            Map<EntityName, Optional<Range>> ranges = new HashMap<>();
            return new FlowPlan(flow, compiled.stream().map(one -> new PipelinePlan(one, approvals.verify(one.pipeline(), one.mapping(), one.content(), one.contents()),
                ranges.computeIfAbsent(one.pipeline().source(), entity -> next.apply(opened.source(flow.source()), one)))).toList());
        }
    }
}
