package dev.leat.lake;

import java.time.Instant;
import java.util.Optional;

/** How far a pipeline has written its destination, and where its checkpoint and backlog are. */
public final class PipelineLog {
    private final Documents documents;
    private final String folder;

    PipelineLog(Documents documents, String folder) {
        this.documents = documents;
        this.folder = folder;
    }

    /**
     * @param generation rises with every rewind; each has a checkpoint and an application id of its own, so that rewritten batches count as new
     * @param from       the lowest {@code _leat_seq} that the backfill of this generation writes; 0: all of history
     * @param seam       capture version up to which the backfill writes, fixed before it begins, -1 until then; the stream starts behind it
     * @param filled     whether the backfill has ended
     * @param written    capture version up to which everything has been written; -1: nothing
     * @param number     capture position of that version
     * @param mapping    content hash of the mapping that wrote last
     */
    public record State(long generation, long from, long seam, boolean filled, long written, long number, String mapping, String run, Instant at) {}

    public Optional<State> state() {
        return documents.read(folder + "/state.json", State.class);
    }

    public void save(State state) {
        documents.replace(folder + "/state.json", state);
    }

    public String checkpoint(State state) {
        return documents.path(folder + "/checkpoint/" + state.generation());
    }

    public String application(State state) {
        return "leat-" + folder.substring(folder.indexOf('/') + 1) + "-" + state.generation();
    }

    public String backlog() {
        return documents.path(folder + "/backlog");
    }
}
