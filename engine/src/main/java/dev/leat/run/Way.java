package dev.leat.run;

import dev.leat.lake.Lake;
import dev.leat.lake.Lease;
import dev.leat.lake.Rebuilding;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** A pipeline's lease for a short work of its own. A run that has it ends sooner or later; who follows the pipeline makes way, and goes on from what it finds when this is closed. */
final class Way implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Rebuilding wanted;
    private final Lease lease;

    private Way(Rebuilding wanted, Lease lease) {
        this.wanted = wanted;
        this.lease = lease;
    }

    /** @throws LeatException of kind SYSTEM when another run does not let go of it, as one that is filling the destination */
    static Way to(Lake lake, Pipeline pipeline, String run) {
        Rebuilding wanted = lake.pipeline(pipeline).rebuilding();
        long begun = System.nanoTime();
        wanted.want(run, Instant.now().plus(PATIENCE.multipliedBy(2)));
        while (true) {
            try {
                return new Way(wanted, lake.leases().take("pipeline " + pipeline.name(), run));
            } catch (LeatException held) {
                if (held.kind() != Kind.SYSTEM || System.nanoTime() - begun > PATIENCE.toNanos()) {
                    wanted.wantNoMore();
                    throw held;
                }
                LockSupport.parkNanos(LOOK.toNanos());
            }
        }
    }

    Lease lease() {
        return lease;
    }

    /** The lease first: whoever waits for the other takes it at once. */
    @Override
    public void close() {
        lease.close();
        wanted.wantNoMore();
    }
}
