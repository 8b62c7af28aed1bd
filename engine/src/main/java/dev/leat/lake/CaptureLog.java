package dev.leat.lake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * How far an entity has been captured. Position <i>n</i> is written once, before its rows; the rows are committed to the table with <i>n</i> as Delta transaction
 * version of {@link #APPLICATION}; then the head follows. If the process dies in between, position head+1 exists: whether its rows are in the table, the table itself
 * says, and they are read again from exactly this range if they are not.
 */
public final class CaptureLog {
    public static final String APPLICATION = "leat-capture";
    /** So many of the newest have documents of their own: whoever follows a capture asks for them. */
    private static final long SINGLE = 200;

    private final Documents documents;
    private final String folder;
    private final Bundles bundles;

    CaptureLog(Documents documents, String folder) {
        this.documents = documents;
        this.folder = folder;
        this.bundles = new Bundles(documents, folder + "/bundles");
    }

    /**
     * A range on its way into the lake.
     *
     * @param number  from 1, without gaps
     * @param overlap as in the connector's range; null when there is none
     */
    public record Position(long number, String run, Instant at, JsonNode position, JsonNode bounds, String overlap, long rows) {}

    /**
     * The last position whose rows are in the table.
     *
     * @param version Delta version of the table with these rows
     */
    public record Head(long number, long version, JsonNode position, String run, Instant at, long rows) {}

    /**
     * The last time that the source was asked: all that was committed there until {@code asked} is in the commits up to this number.
     */
    public record Look(long number, Instant asked) {}

    public Optional<Look> look() {
        return documents.read(folder + "/look.json", Look.class);
    }

    public void looked(Look look) {
        documents.replace(folder + "/look.json", look);
    }

    public String table() {
        return documents.path(folder + "/table");
    }

    public Optional<Head> head() {
        return documents.read(folder + "/head.json", Head.class);
    }

    /** A position that was begun and is not known to have ended. */
    public Optional<Position> unfinished() {
        return documents.read(name("positions", head().map(Head::number).orElse(0L) + 1), Position.class);
    }

    /** What the commit of this number was to read. */
    public Optional<Position> position(long number) {
        return documents.read(name("positions", number), Position.class).or(() -> bundles.entry(number).flatMap(entry -> Optional.ofNullable(entry.position())));
    }

    /** @return false when another process has begun this number already */
    public boolean begin(Position position) {
        return documents.create(name("positions", position.number()), position);
    }

    /** The commit's own document first: dying in between repeats this call with the same content. */
    public void finish(Head head) {
        documents.replace(name("commits", head.number()), head);
        documents.replace(folder + "/head.json", head);
    }

    /** The commit of this number. */
    public Optional<Head> commit(long number) {
        return documents.read(name("commits", number), Head.class).or(() -> bundles.entry(number).flatMap(entry -> Optional.ofNullable(entry.head())));
    }

    /** Puts the documents of all but the newest commits together. Under the capture's lease. */
    public void bundle() {
        bundles.bundle(head().map(Head::number).orElse(0L) - SINGLE, number -> new Bundles.Entry(number, position(number).orElse(null), commit(number).orElse(null)),
            number -> documents.read(name("commits", number), Head.class).isPresent(), number -> {
                documents.delete(name("positions", number));
                documents.delete(name("commits", number));
            });
    }

    /** The commit up to which the table was cared for; 0: none. */
    public long cared() {
        return documents.read(folder + "/cared.json", Cared.class).map(Cared::number).orElse(0L);
    }

    public void cared(long number) {
        documents.replace(folder + "/cared.json", new Cared(number, Instant.now()));
    }

    record Cared(long number, Instant at) {}

    /** The last commit whose rows are in this version of the table. */
    public Optional<Head> upTo(long version) {
        Optional<Head> commit = head();
        while (commit.isPresent() && commit.get().version() > version) {
            commit = commit(commit.get().number() - 1);
        }
        return commit;
    }

    /** The commits behind this number up to the head, in order. */
    public List<Head> since(long number) {
        long last = head().map(Head::number).orElse(0L);
        return LongStream.rangeClosed(number + 1, last).mapToObj(this::commit).flatMap(Optional::stream).toList();
    }

    private String name(String kind, long number) {
        return String.format("%s/%s/%012d.json", folder, kind, number);
    }
}
