package dev.leat.cli;

import dev.leat.run.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Ends the front because the launcher has to do something: start the engine, or fetch servers. The launcher believes the exit code only
 * when the file that it named is not empty.
 */
final class Handover extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String SIZE = "leat.spark";
    private static final int ENGINE = 86;
    private static final int SERVERS = 87;

    private final int code;
    private final transient List<String> lines;

    private Handover(int code, List<String> lines) {
        super("the launcher has to go on", null, false, false);
        this.code = code;
        this.lines = lines;
    }

    /** Whether this is a front that a launcher started; otherwise this process does everything itself. */
    static boolean possible() {
        return file().isPresent() && !Boolean.getBoolean("leat.engine");
    }

    /** With what the engine's process is to be, and {@link #asked} tells there. */
    static Handover toEngine(Size size) {
        return toEngine(Stream.concat(size.jvmOptions().stream(), Stream.of("-D" + SIZE + "=" + size.name())).toList());
    }

    /** For what needs no Spark. */
    static Handover toEngine(List<String> jvmOptions) {
        return new Handover(ENGINE, jvmOptions);
    }

    /** For which work a front has started this process as the engine. */
    static Optional<Size> asked() {
        return Optional.ofNullable(System.getProperty(SIZE)).map(Size::valueOf);
    }

    static Handover forServers() {
        return new Handover(SERVERS, List.of("servers"));
    }

    /** @return the exit code that the launcher waits for */
    int tellLauncher() {
        try {
            Files.write(file().orElseThrow(), lines);
            return code;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> file() {
        return Optional.ofNullable(System.getenv("LEAT_HANDOVER")).filter(name -> !name.isEmpty()).map(Path::of);
    }
}
