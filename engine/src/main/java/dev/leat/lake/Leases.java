package dev.leat.lake;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Slug;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Locks that end by themselves. Each taking is a file of its own with the next number, and only one process can create it; the highest number
 * holds. Takings that are over, or were taken over, are deleted by the next. A holder that dies is followed as soon as its time is over, at once when it ran on this host.
 */
public final class Leases {
    static final Duration LENGTH = Duration.ofSeconds(60);
    private static final String EXTENSION = ".json";
    private final Documents documents;

    Leases(Documents documents) {
        this.documents = documents;
    }

    /** One taking. {@code expires} is moved on while the holder lives; a released lease has expired. */
    record Taking(long fence, String holder, Instant expires, ProcessMark process) {
        boolean free(Instant now) {
            return expires.isBefore(now) || process.dead();
        }
    }

    /**
     * @param name   what is locked
     * @param holder the run, as the message for whoever comes second names it
     * @throws LeatException of kind SYSTEM when another holder lives
     */
    public Lease take(String name, String holder) {
        return take(name, holder, live -> List.of());
    }

    /** The same for what several processes of one holder do side by side: it is locked for others until the last of them has ended. */
    public Lease share(String name, String holder) {
        return take(name, holder, live -> live);
    }

    /** @param staying which of the takings of this holder that live still count; those that do not are taken over */
    private Lease take(String name, String holder, UnaryOperator<List<Taking>> staying) {
        String folder = "leases/" + Slug.of(name);
        while (true) {
            List<String> files = documents.list(folder);
            List<Taking> live = files.stream().flatMap(file -> documents.read(folder + "/" + file, Taking.class).stream()).filter(taking -> !taking.free(Instant.now())).toList();
            live.stream().filter(taking -> !taking.holder().equals(holder)).findFirst().ifPresent(other -> {
                throw new LeatException(Kind.SYSTEM, name, "run " + other.holder() + " is working on it (process " + other.process().pid()
                    + " on " + other.process().host() + ")", "Wait until it ends, or stop it");
            });
            long highest = files.isEmpty() ? 0 : Long.parseLong(files.get(files.size() - 1).replace(EXTENSION, ""));
            Taking next = new Taking(highest + 1, holder, Instant.now().plus(LENGTH), ProcessMark.here());
            if (documents.create(file(folder, next.fence()), next)) {
                Set<String> kept = staying.apply(live).stream().map(taking -> file(folder, taking.fence())).collect(Collectors.toSet());
                files.stream().map(file -> folder + "/" + file).filter(file -> !kept.contains(file)).forEach(documents::delete);
                return new Lease(documents, folder, name, next);
            }
        }
    }

    /** Who holds it and lives. */
    public Optional<String> holder(String name) {
        return current(documents, "leases/" + Slug.of(name)).filter(taking -> !taking.free(Instant.now())).map(Taking::holder);
    }

    static Optional<Taking> current(Documents documents, String folder) {
        List<String> files = documents.list(folder);
        return files.isEmpty() ? Optional.empty() : documents.read(folder + "/" + files.get(files.size() - 1), Taking.class);
    }

    private static long number(String file) {
        return Long.parseLong(file.substring(0, file.indexOf('.')));
    }

    static String file(String folder, long fence) {
        return String.format("%s/%012d" + EXTENSION, folder, fence);
    }
}
