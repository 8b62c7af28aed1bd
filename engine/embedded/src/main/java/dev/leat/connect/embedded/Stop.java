package dev.leat.connect.embedded;

import java.nio.file.Path;
import java.time.Duration;

final class Stop {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Stop() {}

    /** Call only while holding the folder's lock. The process goes first: dying in between leaves a state that names a dead one. */
    static void run(Path home, EmbeddedServer kind, State state) {
        state.process().ifPresent(process -> process.end(kind.stopSignal(), PATIENCE));
        state.stopped().write(home);
    }
}
