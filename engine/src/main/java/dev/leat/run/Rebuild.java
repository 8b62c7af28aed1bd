package dev.leat.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Connectors;
import dev.leat.connect.Destination;
import dev.leat.connect.Succession;
import dev.leat.lake.CaptureLog;
import dev.leat.lake.Lake;
import dev.leat.lake.Lease;
import dev.leat.lake.PipelineLog;
import dev.leat.lake.PipelineLog.State;
import dev.leat.lake.Rebuilding;
import dev.leat.lake.Rebuilding.Beside;
import dev.leat.lake.RunRecord.PipelineRun;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import dev.leat.model.Problems;
import dev.leat.plan.ApprovedPipeline;
import dev.leat.plan.FlowPlan;
import dev.leat.plan.PipelinePlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * The next generation of a pipeline's materialization: filled from the lake into an entity beside the live one, a shadow, while runs keep the live one going; then it takes its place, and can give it back.
 * A shadow goes on where it stopped, and is begun anew when the mapping has changed meanwhile. Recorded as a run of its own.
 */
public final class Rebuild {
    private final Supplier<SparkSession> spark;
    private final Lake lake;
    private final PipelinePlan plan;
    private final ApprovedPipeline approved;
    private final Progress progress;
    private final PipelineLog log;
    private final Rebuilding rebuilding;
    private final EntityName live;
    private final Totals totals = new Totals();
    private double seconds;

    /** @param planned of one pipeline */
    Rebuild(Supplier<SparkSession> spark, Lake lake, FlowPlan planned, Progress progress) {
        this.spark = spark;
        this.lake = lake;
        this.plan = planned.pipelines().get(0);
        this.approved = planned.approved().get(0);
        this.progress = progress;
        this.log = lake.pipeline(approved.pipeline());
        this.rebuilding = log.rebuilding();
        this.live = approved.pipeline().destination();
    }

    /**
     * What is there, and what filling would do.
     *
     * @param shadow what is filled already; not when the mapping has changed since
     * @param former what a swap back would bring back
     * @param begun  whether a swap was begun and has not ended
     * @param hindrances why what is there cannot be swapped
     */
    public record Outlook(Optional<Beside> shadow, Optional<Beside> former, boolean begun, List<Problem> hindrances, Backfill fill) {}

    public Outlook outlook() {
        try (Destination destination = Connectors.destination(approved.destination())) {
            Succession succession = Swapping.succession(destination, live);
            return new Outlook(rebuilding.shadow().filter(shadow -> shadow.state().mapping().equals(approved.content())), rebuilding.former(), rebuilding.swap().isPresent(), succession.hindrances(live),
                Backfill.ofShadow(lake, plan));
        }
    }

    /** Fills the shadow up to what the lake has now. */
    public Beside fill() {
        return recorded("rebuild", run -> {
            try (Lease lease = lease(run); Destination destination = Connectors.destination(approved.destination())) {
                return fill(destination, lease, run);
            }
        });
    }

    /**
     * How the shadow differs from what is live, as both are now. Values of rows are in it, so it is for whoever asked and is not recorded.
     *
     * @return empty where the destination cannot say which rows it has, or there is no shadow
     */
    public Optional<Differences> differences() {
        try (Destination destination = Connectors.destination(approved.destination())) {
            return rebuilding.shadow().flatMap(shadow -> Differences.of(spark.get(), approved, destination, live, shadow.entity()));
        } catch (RuntimeException e) {
            throw Causes.of(e, where());
        }
    }

    /** Fills the shadow to the end and lets it take the place of the live one. Runs wait while the last changes are written and names are changed. */
    public Rebuilding.Swap swap() {
        return recorded("rebuild swap", run -> {
            try (Lease lease = lease(run); Destination destination = Connectors.destination(approved.destination())) {
                if (rebuilding.swap().isEmpty()) {
                    fill(destination, lease, run);
                }
                try (Way way = Way.to(lake, approved.pipeline(), run)) {
                    Swapping swapping = new Swapping(log, destination, approved.pipeline(), way.lease());
                    Optional<Rebuilding.Swap> begun = swapping.settle();
                    return begun.isPresent() ? begun.get() : swapping.swap(fill(destination, lease, run), rebuilding.former().map(Beside::entity), run);
                }
            }
        });
    }

    /**
     * Lets the former one take its place again; it goes on from its own checkpoint with the next run, by the mapping that is approved then. What was live becomes the former one.
     *
     * @throws LeatException of kind WORKSPACE when there is none
     */
    public Rebuilding.Swap back() {
        Beside former = rebuilding.former().orElseThrow(() -> new LeatException(Kind.WORKSPACE, where(), "there is no former one to swap back to", "There is one after a rebuild has been swapped: leat rebuild \""
            + approved.name() + "\" --swap"));
        return recorded("rebuild back", run -> {
            try (Lease lease = lease(run); Destination destination = Connectors.destination(approved.destination());
                 Way way = Way.to(lake, approved.pipeline(), run)) {
                Swapping swapping = new Swapping(log, destination, approved.pipeline(), way.lease());
                Optional<Rebuilding.Swap> begun = swapping.settle();
                return begun.isPresent() ? begun.get() : swapping.swap(former, Optional.empty(), run);
            }
        });
    }

    private Beside fill(Destination destination, Lease lease, String run) {
        Beside begun = begun(Swapping.succession(destination, live), run);
        Destination beside = new Shadow(destination, live, begun.entity());
        beside.create(live, approved.made());
        PipelineLog shadow = log.of(begun);
        CaptureLog capture = lake.capture(approved.source().name(), approved.pipeline().source());
        BatchWrite write = new BatchWrite(spark.get(), approved, beside, new BacklogTable(spark.get(), shadow.backlog()), lease, totals, run);
        progress.begins(approved.name(), "rebuild");
        long before = totals.written().written();
        long start = System.nanoTime();
        try {
            new MaterializeStep(spark.get(), approved, capture, shadow, write, run).run();
        } finally {
            seconds += (System.nanoTime() - start) / 1e9;
        }
        progress.ends(approved.name(), "rebuild", totals.written().written() - before);
        return rebuilding.shadow().orElseThrow();
    }

    /** What is known of a shadow is written before it is made; who dies in between makes it then. */
    private Beside begun(Succession succession, String run) {
        Optional<Beside> known = rebuilding.shadow();
        if (known.isPresent() && known.get().state().mapping().equals(approved.content())) {
            return known.get();
        }
        State state = log.state().orElseThrow(() -> new LeatException(Kind.WORKSPACE, where(), "it has not run yet, so there is nothing to rebuild", "Run it: leat run \"" + approved.flow().flow() + "\""));
        Problems hindrances = new Problems();
        hindrances.addAll(succession.hindrances(live));
        hindrances.throwIfAny(Kind.WORKSPACE);
        known.ifPresent(stale -> {
            progress.warns(approved.name(), "the mapping has changed since " + stale.entity() + " was begun; it is dropped and begun anew");
            forget(succession, stale);
        });
        long generation = log.claim(run);
        Beside begun = new Beside(new State(generation, 0, -1, false, -1, 0, approved.content(), run, Instant.now()), succession.beside(live, log.mark(generation)), PipelineLog.backlogOf(generation), state.number());
        rebuilding.save(begun);
        return begun;
    }

    /** Takes away the shadow, or the former one where there is no shadow. @return what was taken away */
    public Optional<EntityName> drop() {
        return recorded("rebuild drop", run -> {
            try (Lease lease = lease(run); Destination destination = Connectors.destination(approved.destination())) {
                Succession succession = Swapping.succession(destination, live);
                if (rebuilding.swap().isPresent()) {
                    throw new LeatException(Kind.WORKSPACE, where(), "a swap was begun and has not ended", "Let it end: leat rebuild \"" + approved.name() + "\" --swap");
                }
                lease.check();
                Optional<Beside> shadow = rebuilding.shadow();
                Optional<Beside> former = shadow.isPresent() ? Optional.empty() : rebuilding.former();
                shadow.ifPresent(known -> forget(succession, known));
                former.ifPresent(known -> {
                    succession.drop(known.entity());
                    rebuilding.forgetFormer();
                });
                return shadow.or(() -> former).map(Beside::entity);
            }
        });
    }

    private void forget(Succession succession, Beside shadow) {
        succession.drop(shadow.entity());
        rebuilding.forgetShadow();
    }

    private Lease lease(String run) {
        return lake.leases().take("rebuild of " + approved.name(), run);
    }

    private <T> T recorded(String cause, Function<String, T> work) {
        try {
            return new RecordedRun(lake, approved.flow().flow(), cause, "rebuild", this::told).run(work);
        } catch (RuntimeException e) {
            throw Causes.of(e, where());
        }
    }

    private List<PipelineRun> told(String outcome) {
        ObjectNode checkpoint = JsonNodeFactory.instance.objectNode();
        ObjectNode reached = checkpoint.putObject("materialization");
        rebuilding.shadow().map(Beside::state).or(log::state).ifPresent(state -> reached.put("generation", state.generation()).put("number", state.number()).put("version", state.written()));
        return List.of(new PipelineRun(approved.name(), outcome, 0, totals.written().written(), totals.written().deleted(), totals.filtered(), totals.backlogged(), totals.written().older(),
            totals.cacheHits(), totals.cacheMisses(), checkpoint, Map.of("rebuild", Math.round(seconds * 100) / 100.0), approved.content(), null, null));
    }

    private String where() {
        return "pipeline '" + approved.name() + "'";
    }
}
