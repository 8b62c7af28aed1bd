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
     * @param seam       capture version up to which the backfill wrote, or after which a rewind begins; the stream starts behind it
     * @param filled     whether everything up to the seam has been written
     * @param written    capture version up to which everything has been written; -1: nothing
     * @param mapping    content hash of the mapping that wrote last
     */
    public record State(long generation, long seam, boolean filled, long written, String mapping, String run, Instant at) {}

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
