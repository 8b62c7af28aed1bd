package dev.leat.connect.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Server processes that still use a data folder though {@code server.json} knows of none: their starter died between
 * starting and recording, or the server was killed and its children have not noticed yet.
 */
final class Orphans {

    private Orphans() {}

    /** Call only while holding the folder's lock. */
    static void end(Place place, EmbeddedServer kind) {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            processes.map(p -> p.getFileName().toString()).filter(n -> n.chars().allMatch(Character::isDigit))
                    .filter(pid -> uses(Path.of("/proc", pid), place.data(), kind))
                    .flatMap(pid -> OsProcess.of(Long.parseLong(pid)).stream()).toList()
                    .forEach(process -> process.end("KILL", Duration.ZERO));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean uses(Path process, Path data, EmbeddedServer kind) {
        try {
            String command = new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
            // Redis writes its command line anew, with blanks.
            String executable = command.split("\0| 127\\.0\\.0\\.1:", 2)[0];
            if (executable.substring(executable.lastIndexOf('/') + 1).startsWith(kind.program()) && command.contains(data + "/")) {
                return true;
            }
            return kind.child(command.replace('\0', ' ')) && Files.readSymbolicLink(process.resolve("cwd")).startsWith(data);
        } catch (IOException goneOrForbidden) {
            return false;
        }
    }
}
