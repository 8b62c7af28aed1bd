package dev.leat.connect.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where one server lives and what it is started with.
 *
 * @param home its folder: {@code data/}, {@code server.log}, {@code server.json}
 * @param port on loopback; the same as last time unless something else took it
 * @param password made at the first start and kept since
 * @param seed what to put in when the data is new
 * @param settings further settings in the server's own words; they win over Leat's
 * @param environment variables for what the server runs for the user; a server that runs nothing of the user does not see them
 */
public record Place(Path home, int port, String password, Optional<Path> seed, Map<String, String> settings, Map<String, String> environment) {

    public Place {
        settings = Map.copyOf(settings);
        environment = Map.copyOf(environment);
    }

    public Path data() {
        return home.resolve("data");
    }

    Path log() {
        return home.resolve("server.log");
    }

    /** There while the data is being made: data next to this file is incomplete and must not be used. */
    Path incomplete() {
        return home.resolve("incomplete");
    }

    @Override
    public String toString() {
        return home + ":" + port;
    }
}
