package dev.leat.connect.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to start a server in the foreground: {@code command[0]} must become the server itself without forking.
 *
 * @param environment all of it; nothing is inherited but PATH, so that the caller's secrets do not outlive the caller
 * @param input a file the server reads as its standard input; otherwise there is none
 * @param user who the process runs as
 */
public record Launch(List<String> command, Map<String, String> environment, Optional<Path> input, RunAs user) {

    /** Some servers refuse to run as root. */
    public enum RunAs { CALLER, NOT_ROOT }

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
