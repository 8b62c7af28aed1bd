package dev.leat.model;

import java.io.Serializable;
import java.util.Optional;

/**
 * A real server that Leat starts for a workspace; its data stays in {@code .leat/embedded/}.
 *
 * @param seed a file that is run once, when the server's data is made; relative to the workspace
 */
public record Embedded(Optional<String> seed) implements Serializable {
    private Object writeReplace() {
        return new Flat(seed.orElse(null));
    }

    private record Flat(String seed) implements Serializable {
        private Object readResolve() {
            return new Embedded(Optional.ofNullable(seed));
        }
    }
}
