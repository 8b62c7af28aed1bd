package dev.leat.lake;

import dev.leat.lake.PipelineLog.State;
import dev.leat.model.EntityName;
import java.time.Instant;
import java.util.Optional;

/**
 * What a pipeline has beside its live materialization: a shadow that is being filled to take its place, and the former one whose place was taken. Each is a generation of its own, with an entity of its
 * own at the destination, a state, a checkpoint, an application id and a backlog. Under the lease of {@link #lease}, and what touches the live one under the pipeline's as well.
 */
public final class Rebuilding {
    private final Documents documents;
    private final String folder;

    Rebuilding(Documents documents, String folder) {
        this.documents = documents;
        this.folder = folder;
    }

    /**
     * A generation that is not the live one.
     *
     * @param entity  where it lies at the destination
     * @param backlog the folder of its backlog, in the pipeline's
     * @param since   capture position up to which the live one had been written when this one came beside it: what the live one is written after that may go by another mapping than the rest of it
     */
    public record Beside(State state, EntityName entity, String backlog, long since) {}

    /**
     * That {@code next} takes the place of the live one, which becomes {@code former}: decided before the destination's step, so that whoever finds it does that step and all that follows once more,
     * which changes nothing where it is done.
     *
     * @param dropped where the former one of before lies, which nothing knows any more when this is done
     */
    public record Swap(Beside next, Beside former, Optional<EntityName> dropped, String run, Instant at) {}

    public Optional<Beside> shadow() {
        return documents.read(folder + "/shadow.json", Beside.class);
    }

    public Optional<Beside> former() {
        return documents.read(folder + "/former.json", Beside.class);
    }

    /** One that was decided and is not known to have ended. */
    public Optional<Swap> swap() {
        return documents.read(folder + "/swap.json", Swap.class);
    }

    public void save(Beside shadow) {
        documents.replace(folder + "/shadow.json", shadow);
    }

    public void forgetShadow() {
        documents.delete(folder + "/shadow.json");
    }

    public void forgetFormer() {
        documents.delete(folder + "/former.json");
    }

    /** That the pipeline's lease is wanted for a swap. */
    record Wanted(String run, Instant until, ProcessMark process) {}

    public void want(String run, Instant until) {
        documents.replace(folder + "/wanted.json", new Wanted(run, until, ProcessMark.here()));
    }

    public void wantNoMore() {
        documents.delete(folder + "/wanted.json");
    }

    /** Whether who follows the pipeline should make way for a moment. */
    public boolean wanted() {
        return documents.read(folder + "/wanted.json", Wanted.class).filter(wanted -> wanted.until().isAfter(Instant.now()) && !wanted.process().dead()).isPresent();
    }

    public void decide(Swap swap) {
        documents.replace(folder + "/swap.json", swap);
    }

    /** After the destination's step. Whoever dies in between leaves the decision, by which it is done once more; the decision goes last. */
    public void adopt(Swap swap) {
        documents.replace(folder + "/former.json", swap.former());
        documents.replace(folder + "/backlog.json", new PipelineLog.Place(swap.next().backlog()));
        documents.replace(folder + "/state.json", swap.next().state());
        if (shadow().filter(shadow -> shadow.entity().equals(swap.next().entity())).isPresent()) {
            forgetShadow();
        }
        documents.delete(folder + "/swap.json");
    }
}
