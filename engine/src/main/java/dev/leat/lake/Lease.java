package dev.leat.lake;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** A lock that this process holds and renews until it is closed. */
public final class Lease implements AutoCloseable {
    private final Documents documents;
    private final String folder;
    private final String name;
    private final Leases.Taking taken;
    private final ScheduledExecutorService renewal;

    Lease(Documents documents, String folder, String name, Leases.Taking taken) {
        this.documents = documents;
        this.folder = folder;
        this.name = name;
        this.taken = taken;
        this.renewal = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lease " + name);
            thread.setDaemon(true);
            return thread;
        });
        long seconds = Leases.LENGTH.toSeconds() / 4;
        renewal.scheduleAtFixedRate(this::renew, seconds, seconds, TimeUnit.SECONDS);
    }

    /** A renewal that fails, as on a full disk, must not be the last: the schedule would end with it. Whoever takes over in between is found by {@link #check}. */
    private void renew() {
        try {
            expire(Instant.now().plus(Leases.LENGTH));
        } catch (LeatException e) {
            LoggerFactory.getLogger(Lease.class).warn("{}: the lease could not be renewed and is tried again: {}", name, e.getMessage());
        }
    }

    /**
     * Called right before each commit: a process that slept past its time must not write.
     *
     * @throws LeatException of kind SYSTEM when another process has taken over
     */
    public void check() {
        Leases.Taking current = Leases.current(documents, folder).orElse(taken);
        if (current.fence() != taken.fence()) {
            throw new LeatException(Kind.SYSTEM, name, "run " + current.holder() + " has taken over, because this one gave no sign of life", "Let that run end");
        }
    }

    @Override
    public void close() {
        renewal.shutdownNow();
        expire(Instant.EPOCH);
    }

    /** Not when it was taken over, which deleted it: it would seem to live. */
    private void expire(Instant at) {
        if (documents.read(Leases.file(folder, taken.fence()), Leases.Taking.class).isEmpty()) {
            return;
        }
        documents.replace(Leases.file(folder, taken.fence()), new Leases.Taking(taken.fence(), taken.holder(), at, taken.process()));
    }
}
