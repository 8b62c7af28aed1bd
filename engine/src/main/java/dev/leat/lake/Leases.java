package dev.leat.lake;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Slug;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Locks that end by themselves. Each taking is a file of its own with the next number, and only one process can create it; the highest number
 * holds. A holder that dies is followed as soon as its time is over, at once when it ran on this host.
 */
public final class Leases {
    static final Duration LENGTH = Duration.ofSeconds(60);
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
        String folder = "leases/" + Slug.of(name);
        while (true) {
            Optional<Taking> current = current(documents, folder);
            if (current.isPresent() && !current.get().free(Instant.now()) && !current.get().holder().equals(holder)) {
                throw new LeatException(Kind.SYSTEM, name, "run " + current.get().holder() + " is working on it (process " + current.get().process().pid()
                    + " on " + current.get().process().host() + ")", "Wait until it ends, or stop it");
            }
            Taking next = new Taking(current.map(Taking::fence).orElse(0L) + 1, holder, Instant.now().plus(LENGTH), ProcessMark.here());
            if (documents.create(file(folder, next.fence()), next)) {
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

    static String file(String folder, long fence) {
        return String.format("%s/%012d.json", folder, fence);
    }
}
