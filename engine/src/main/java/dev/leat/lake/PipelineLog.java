package dev.leat.lake;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** How far a pipeline has written its destination, and where its checkpoint and backlog are. */
public final class PipelineLog {
    private static final String COUNT = "/waiting.json";
    private static final Predicate<String> COMMIT = Pattern.compile("\\d{20}\\.json").asMatchPredicate();
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

    /**
     * How many records wait, as they were counted last.
     *
     * @param version of the backlog's table that was counted
     */
    record Count(long version, long waiting) {}

    /** How many records wait, known without Spark; empty when the backlog has changed since it was counted, as after a kill. */
    public Optional<Long> waiting() {
        long version = backlogVersion();
        return version < 0 ? Optional.of(0L) : counted().filter(count -> count.version() == version).map(Count::waiting);
    }

    /** Counts them anew if the backlog has changed. Under the pipeline's lease, or another may change it meanwhile, which the next count finds. */
    public void count(LongSupplier waiting) {
        long version = backlogVersion();
        if (version >= 0 && counted().filter(count -> count.version() == version).isEmpty()) {
            documents.replace(folder + COUNT, new Count(version, waiting.getAsLong()));
        }
    }

    private Optional<Count> counted() {
        return documents.read(folder + COUNT, Count.class);
    }

    /** The last commit in the log of the Delta table; -1 where there is none. */
    private long backlogVersion() {
        return documents.list(folder + "/backlog/_delta_log").stream().filter(COMMIT).mapToLong(file -> Long.parseLong(file.substring(0, file.indexOf('.')))).max().orElse(-1);
    }
}
