package dev.leat.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Destination;
import dev.leat.connect.Range;
import dev.leat.connect.Source;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import dev.leat.model.FieldMapping;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Pipeline;
import dev.leat.model.Problems;
import dev.leat.model.Retry;
import dev.leat.transform.Auxiliaries;
import dev.leat.transform.Definition;
import dev.leat.transform.Program;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** From checked files to checked pipelines: asks the live systems, read-only and without Spark, everything that can be known before a row moves. */
public final class Planner {
    private static final AtomicReference<CompletableFuture<?>> PREPARED = new AtomicReference<>();

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

    /**
     * Begins to load what every plan needs (Spark's SQL parser and analyser, half a second of classes) while the caller does something else. Not needed; planning waits for it.
     */
    public static void prepare() {
        if (PREPARED.get() == null) {
            // whatever fails here fails again, with its place, when a mapping is compiled
            PREPARED.set(CompletableFuture.runAsync(() -> Program.compile(new Definition("", "", List.of(new Column("a", "int", Optional.of("int"), true, "")), List.of(),
                List.of(new FieldMapping("a", "a + 1")), List.of(), List.of(), Auxiliaries.NONE, Path.of("")), new Problems())).handle((done, failure) -> null));
        }
    }

    /** All pipelines of a flow. See {@link #plan(Flow, List)}. */
    public FlowPlan plan(Flow flow) {
        return plan(flow, flow.pipelines());
    }

    /**
     * Some pipelines of a flow, with what there is to capture. Approvals are judged and do not make it fail.
     *
     * @throws LeatException of kind WORKSPACE with all problems of all these pipelines; APPROVAL where the systems have changed so that an approved mapping does not fit them
     *                       any more; SYSTEM when a system cannot be asked
     */
    public FlowPlan plan(Flow flow, List<Pipeline> pipelines) {
        return planned(flow, pipelines, FlowPlan::fitting, this::next, UnaryOperator.identity());
    }

    /**
     * The same for a run: the gate comes first, because asking what is new may read all rows (a snapshot is compared by a digest).
     *
     * @throws LeatException also of kind APPROVAL, as {@link FlowPlan#approved} does
     */
    public FlowPlan ready(Flow flow, List<Pipeline> pipelines) {
        return planned(flow, pipelines, FlowPlan::approved, this::next, UnaryOperator.identity());
    }

    /** The gate alone: the same without asking what there is to capture. For a scheduler's first task, and for flows that are followed, pipeline by pipeline. */
    public FlowPlan gated(Flow flow, List<Pipeline> pipelines) {
        return planned(flow, pipelines, FlowPlan::approved, (source, compiled) -> Optional.empty(), UnaryOperator.identity());
    }

    private Optional<Range> next(Source source, Compiled compiled) {
        return source.next(compiled.reading(), positions.apply(new CaptureKey(compiled.flow().source(), compiled.pipeline().source())));
    }

    /** The same without asking what there is to capture: for {@code map approve}, {@code preview}. What does not fit the systems any more is a problem of kind WORKSPACE. */
    public FlowPlan check(Flow flow, List<Pipeline> pipelines) {
        return planned(flow, pipelines, Planner::compiling, (source, compiled) -> Optional.empty(), UnaryOperator.identity());
    }

    /** The same for destinations that are made anew beside those that are there, which need not take what the mappings make now: for a rebuild and its approval. */
    public FlowPlan beside(Flow flow, List<Pipeline> pipelines) {
        return planned(flow, pipelines, Planner::compiling, (source, compiled) -> Optional.empty(), Unmade::new);
    }

    private static void compiling(FlowPlan judged) {
        Problems problems = new Problems();
        judged.standings().forEach(standing -> problems.addAll(standing.problems()));
        problems.throwIfAny(Kind.WORKSPACE);
    }

    /** How these pipelines stand to their approvals, in the flow's order; also those that the live systems have drifted away from. Fails as {@link #check} for all other reasons. */
    public List<Standing> standings(Flow flow, List<Pipeline> pipelines) {
        return planned(flow, pipelines, judged -> { }, (source, compiled) -> Optional.empty(), UnaryOperator.identity()).standings();
    }

    private FlowPlan planned(Flow flow, List<Pipeline> pipelines, Consumer<FlowPlan> gate, BiFunction<Source, Compiled, Optional<Range>> next, UnaryOperator<Destination> seen) {
        // two threads that initialize Spark's classes in different orders could wait for each other for ever
        Optional.ofNullable(PREPARED.get()).ifPresent(CompletableFuture::join);
        Problems problems = new Problems();
        Instant asked = Instant.now();
        try (Opened opened = new Opened(files, flow.retry().orElse(Retry.DEFAULT), servers, seen)) {
            List<PipelineCheck> checks = pipelines.stream().map(pipeline -> new PipelineCheck(files, flow, pipeline, opened, problems)).toList();
            List<Compiled> compiled = checks.stream().flatMap(check -> check.compile().stream()).toList();
            List<Standing> drifted = checks.stream().flatMap(check -> check.drifted().stream()).toList();
            problems.throwIfAny(Kind.WORKSPACE);
            Approvals approvals = approvalsOf.apply(files);
            Map<EntityName, Optional<Range>> ranges = new HashMap<>();
            FlowPlan judged = new FlowPlan(flow, compiled.stream().map(one -> new PipelinePlan(one,
                approvals.verify(one.pipeline(), one.mapping(), one.content(), one.contents()), Optional.empty())).toList(), drifted, asked);
            gate.accept(judged);
            return new FlowPlan(flow, judged.pipelines().stream().map(one -> new PipelinePlan(one.compiled(), one.verdict(),
                ranges.computeIfAbsent(one.pipeline().source(), entity -> next.apply(opened.source(flow.source()), one.compiled())))).toList(), drifted, asked);
        }
    }
}
