package dev.leat.lake;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How far a pipeline has written its destination, and where its checkpoint and backlog are. */
public final class PipelineLog {
    private static final String BACKLOG = "backlog";
    private static final Predicate<String> COMMIT = Pattern.compile("\\d{20}\\.json").asMatchPredicate();
    private final Documents documents;
    private final String folder;
    private final Optional<Rebuilding.Beside> shadow;

    PipelineLog(Documents documents, String folder) {
        this(documents, folder, Optional.empty());
    }

    private PipelineLog(Documents documents, String folder, Optional<Rebuilding.Beside> shadow) {
        this.documents = documents;
        this.folder = folder;
        this.shadow = shadow;
    }

    /** The same of a shadow, whose state, checkpoint and backlog are its own. */
    public PipelineLog of(Rebuilding.Beside shadow) {
        return new PipelineLog(documents, folder, Optional.of(shadow));
    }

    public Rebuilding rebuilding() {
        return new Rebuilding(documents, folder);
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
        return shadow.isPresent() ? rebuilding().shadow().map(Rebuilding.Beside::state) : documents.read(folder + "/state.json", State.class);
    }

    public void save(State state) {
        if (shadow.isPresent()) {
            rebuilding().save(new Rebuilding.Beside(state, shadow.get().entity(), shadow.get().backlog(), shadow.get().since()));
        } else {
            documents.replace(folder + "/state.json", state);
        }
    }

    /** A generation that nothing has been before, also where a live one and its shadow ask at once. */
    public long claim(String run) {
        long next = 1 + Stream.of(documents.read(folder + "/state.json", State.class), rebuilding().shadow().map(Rebuilding.Beside::state), rebuilding().former().map(Rebuilding.Beside::state))
            .flatMap(Optional::stream).mapToLong(State::generation).max().orElse(-1);
        while (!documents.create(String.format("%s/generations/%012d.json", folder, next), new Claim(run, Instant.now()))) {
            next++;
        }
        return next;
    }

    record Claim(String run, Instant at) {}

    public String checkpoint(State state) {
        return documents.path(folder + "/checkpoint/" + state.generation());
    }

    /** Takes away the checkpoints of generations that nobody can go on with. They are listed first: a generation that comes meanwhile has a state before it has a checkpoint. */
    public void prune() {
        List<String> checkpoints = documents.list(folder + "/checkpoint");
        List<String> claims = documents.list(folder + "/generations");
        Rebuilding beside = rebuilding();
        Set<Long> needed = Stream.concat(documents.read(folder + "/state.json", State.class).stream(), Stream.concat(Stream.of(beside.shadow(), beside.former()).flatMap(Optional::stream),
            beside.swap().stream().flatMap(swap -> Stream.of(swap.next(), swap.former()))).map(Rebuilding.Beside::state)).map(State::generation).collect(Collectors.toSet());
        long newest = needed.stream().max(Comparator.naturalOrder()).orElse(-1L);
        checkpoints.stream().filter(name -> name.matches("\\d{1,18}") && !needed.contains(Long.valueOf(name)) && Long.parseLong(name) < newest).forEach(name -> documents.deleteFolder(folder + "/checkpoint/" + name));
        claims.stream().filter(name -> Long.parseLong(name.substring(0, name.indexOf('.'))) < newest).forEach(name -> documents.delete(folder + "/generations/" + name));
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

    /** Of a generation, in names at the destination; that of another lake is another one. */
    public String mark(long generation) {
        return application().replaceAll(".*-", "") + "_" + generation;
    }

    record Identity(String id) {}

    public String backlog() {
        return documents.path(folder + "/" + backlogName());
    }

    /** Its folder in the pipeline's: that of the generation that was filled as a shadow, where one has taken the place of the first. */
    public String backlogName() {
        return shadow.map(Rebuilding.Beside::backlog).or(() -> documents.read(folder + "/backlog.json", Place.class).map(Place::folder)).orElse(BACKLOG);
    }

    public static String backlogOf(long generation) {
        return BACKLOG + "-" + generation;
    }

    record Place(String folder) {}

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
            documents.replace(countName(), new Count(version, waiting.getAsLong()));
        }
    }

    /** Each backlog has a count of its own. */
    private String countName() {
        return folder + "/" + backlogName().replace(BACKLOG, "waiting") + ".json";
    }

    private Optional<Count> counted() {
        return documents.read(countName(), Count.class);
    }

    /** The last commit in the log of the Delta table; -1 where there is none. */
    private long backlogVersion() {
        return documents.list(folder + "/" + backlogName() + "/_delta_log").stream().filter(COMMIT).mapToLong(file -> Long.parseLong(file.substring(0, file.indexOf('.')))).max().orElse(-1);
    }
}
