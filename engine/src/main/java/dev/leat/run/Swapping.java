package dev.leat.run;

import dev.leat.connect.Destination;
import dev.leat.connect.Succession;
import dev.leat.lake.Lease;
import dev.leat.lake.PipelineLog;
import dev.leat.lake.Rebuilding;
import dev.leat.lake.Rebuilding.Beside;
import dev.leat.lake.Rebuilding.Swap;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Pipeline;
import dev.leat.model.Problems;
import dev.leat.model.WriteMode;
import java.time.Instant;
import java.util.Optional;

/**
 * One generation takes the place of another, under the pipeline's lease. The decision is written first, with all that follows from it; then the destination's step; then what the lake knows. Whoever finds a
 * decision does all of it once more, so that a process may die between any two of these writes: nothing is written to the destination before it is settled.
 */
final class Swapping {
    private final PipelineLog log;
    private final Destination destination;
    private final EntityName live;
    private final WriteMode mode;
    private final Lease lease;

    Swapping(PipelineLog log, Destination destination, Pipeline pipeline, Lease lease) {
        this.log = log;
        this.destination = destination;
        this.live = pipeline.destination();
        this.mode = pipeline.writeMode();
        this.lease = lease;
    }

    /** Ends a swap that was decided and is not known to have ended. @return it */
    Optional<Swap> settle() {
        Optional<Swap> found = log.rebuilding().swap();
        found.ifPresent(this::carryOut);
        return found;
    }

    /** @param dropped where a former one lies that is not needed any more */
    Swap swap(Beside next, Optional<EntityName> dropped, String run) {
        Succession succession = succession(destination, live);
        Problems hindrances = new Problems();
        hindrances.addAll(succession.hindrances(live));
        hindrances.throwIfAny(Kind.WORKSPACE);
        PipelineLog.State state = log.state().orElseThrow();
        Beside former = new Beside(goingOn(state, next.since(), run), succession.aside(live, log.mark(state.generation())), log.backlogName(), next.state().number());
        Swap swap = new Swap(next, former, dropped, run, Instant.now());
        lease.check();
        log.rebuilding().decide(swap);
        carryOut(swap);
        return swap;
    }

    /** Should it come back, what it was written since is written again: that may have gone by another mapping. What was appended stays. */
    private PipelineLog.State goingOn(PipelineLog.State state, long since, String run) {
        return mode == WriteMode.APPEND || !state.filled() || since >= state.number() ? state
            : new PipelineLog.State(log.claim(run), Changes.firstSeq(since + 1), -1, false, -1, since, state.mapping(), run, Instant.now());
    }

    private void carryOut(Swap swap) {
        Succession succession = succession(destination, live);
        lease.check();
        succession.swap(live, swap.next().entity(), swap.former().entity());
        swap.dropped().ifPresent(succession::drop);
        lease.check();
        log.rebuilding().adopt(swap);
    }

    static Succession succession(Destination destination, EntityName live) {
        return destination.succession().orElseThrow(() -> new LeatException(Kind.WORKSPACE, live.toString(), "here no entity can take the place of another in one step",
            "Have it written again in place: leat state rewind PIPELINE --to beginning"));
    }
}
