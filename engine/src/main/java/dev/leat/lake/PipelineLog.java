package dev.leat.lake;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

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

    /** What destinations know the writes of this generation by. */
    public String application(State state) {
        return application() + "-" + state.generation();
    }

    /**
     * What they know this pipeline by. Another lake that writes the same entity is another one: its batches have the same numbers and are not the same. Made when it is first asked for,
     * under the pipeline's lease.
     */
    public String application() {
        Optional<Identity> known = documents.read(folder + "/identity.json", Identity.class);
        if (known.isEmpty()) {
            documents.create(folder + "/identity.json", new Identity(UUID.randomUUID().toString().substring(0, 8)));
        }
        return "leat-" + folder.substring(folder.indexOf('/') + 1) + "-" + known.or(() -> documents.read(folder + "/identity.json", Identity.class)).orElseThrow().id();
    }

    record Identity(String id) {}

    public String backlog() {
        return documents.path(folder + "/backlog");
    }
}
