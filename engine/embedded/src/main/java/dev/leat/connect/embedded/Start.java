package dev.leat.connect.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * One start of one server, while its folder's lock is held. The order of writes makes dying anywhere safe: the password is
 * recorded before data is made with it, a mark says that data is incomplete until the last step of the first start is
 * done, and a process that was started but not recorded is found in the process list.
 */
record Start(Path home, EmbeddedServer kind, Optional<Path> seed, Map<String, String> settings, Map<String, String> environment, BooleanSupplier ending) {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int ATTEMPTS = 20;
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    State run(Keep keep) {
        Optional<State> before = State.read(home);
        before.filter(state -> !state.type().equals(kind.type())).ifPresent(state -> {
            throw ServerException.workspace(home + ": holds the data of a server of type " + state.type() + ", not " + kind.type()
                    + ". Delete the folder to begin anew, or choose another name.");
        });
        State state = before.orElseGet(() -> first());
        Place place = place(state);
        if (state.alive() && !Files.exists(place.incomplete())) {
            // Its starter may have died before it answered; it may also be stuck, and is then ended and started again.
            if (answers(place, state.process().orElseThrow())) {
                State adopted = state.keep(keep);
                adopted.write(home);
                return adopted;
            }
        }
        state.process().ifPresent(process -> process.end("KILL", Duration.ZERO));
        Orphans.end(place, kind);
        return fresh(state.process(Optional.empty()).keep(keep));
    }

    private State fresh(State state) {
        Place place = place(state);
        state.write(home);
        boolean create = !Files.isDirectory(place.data()) || Files.exists(place.incomplete());
        if (!create) {
            return started(state);
        }
        try {
            Folders.delete(place.data());
            Files.writeString(place.incomplete(), "");
            Files.createDirectory(place.data());
            kind.create(place);
            State started = started(state);
            try {
                kind.fill(place(started));
            } catch (RuntimeException e) {
                Stop.run(home, kind, started);
                Folders.delete(place.data());
                throw e;
            }
            Files.delete(place.incomplete());
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private State started(State state) {
        for (int attempt = 1;; attempt++) {
            int port = Ports.free(state.port()) ? state.port() : Ports.freeFor(home);
            Place place = new Place(home, port, state.password(), seed, settings, environment);
            Process process = Spawn.detached(place, kind.launch(place));
            Optional<OsProcess> server = OsProcess.of(process.pid());
            State started = state.at(port, kind.address(port), kind.user(place)).process(server);
            started.write(home);
            if (server.isPresent() && answers(place, server.get())) {
                return started;
            }
            started.process(Optional.empty()).write(home);
            // Somebody else was quicker to take the port, or a killed server's children still hold its shared memory.
            boolean passing = !Ports.free(port) || Spawn.tail(place).contains("pre-existing shared memory block");
            if (!passing || attempt == ATTEMPTS) {
                throw ServerException.machine(home + ": the server ended while it started, or did not answer within "
                        + PATIENCE.toSeconds() + " s. The end of " + place.log() + ":\n" + Spawn.tail(place));
            }
            Pause.millis(200);
        }
    }

    /** False when the process has ended; one that stays silent for too long is ended. */
    private boolean answers(Place place, OsProcess process) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (process.alive()) {
            if (kind.answers(place)) {
                // Another server may answer at this port while ours dies because the port is taken.
                return process.alive();
            }
            if (ending.getAsBoolean()) {
                process.end(kind.stopSignal(), Duration.ofSeconds(2));
                throw ServerException.machine(home + ": its owner ended while it started. Start it again.");
            }
            if (System.nanoTime() > until) {
                process.end(kind.stopSignal(), Duration.ofSeconds(2));
            }
            Pause.millis(10);
        }
        return false;
    }

    private State first() {
        int port = Ports.freeFor(home);
        return new State(kind.type(), kind.address(port), port, Optional.empty(), password(), Optional.empty(), false, List.of());
    }

    private Place place(State state) {
        return new Place(home, state.port(), state.password(), seed, settings, environment);
    }

    private static String password() {
        return new SecureRandom().ints(24, 0, LETTERS.length()).mapToObj(i -> LETTERS.substring(i, i + 1)).collect(Collectors.joining());
    }
}
