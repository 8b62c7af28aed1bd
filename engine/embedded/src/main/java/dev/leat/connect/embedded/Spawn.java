package dev.leat.connect.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Starts processes for a place; all they print goes to its {@code server.log}. */
final class Spawn {
    private static final long LOG_LIMIT = 16 << 20;
    private static final int TAIL = 20;

    private Spawn() {}

    /** Starts the server in a session of its own, so that neither Ctrl-C nor the end of this JVM ends it. */
    static Process detached(Place place, Launch launch) {
        return start(place, launch, List.of("setsid"));
    }

    /** Runs to the end; a failure carries the end of the log. */
    static void toEnd(Place place, Launch launch) {
        try {
            int code = start(place, launch, List.of()).waitFor();
            if (code != 0) {
                throw ServerException.machine(launch.command().get(0) + ": ended with " + code + ". See " + place.log() + ":\n" + tail(place));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServerException.machine(place.home() + ": interrupted. Run again.", e);
        }
    }

    private static Process start(Place place, Launch launch, List<String> session) {
        Account account = Account.of(launch.user());
        account.own(place.data());
        List<String> command = new ArrayList<>(session);
        command.addAll(account.prefix());
        command.addAll(launch.command());
        ProcessBuilder builder = new ProcessBuilder(command).directory(place.data().toFile())
                .redirectInput(launch.input().map(Path::toFile).orElse(new File("/dev/null")))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(place.log().toFile()));
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(launch.environment());
        try {
            rotate(place.log());
            if (!Files.exists(place.log())) {
                Files.createFile(place.log());
            }
            account.own(place.log());
            return builder.start();
        } catch (IOException e) {
            throw ServerException.machine(place.home() + ": cannot start " + launch.command().get(0) + " (" + e.getMessage()
                    + "). It needs setsid (util-linux) and Linux on x86-64.", e);
        }
    }

    private static void rotate(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(log, log.resolveSibling("server.log.old"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static String tail(Place place) {
        try {
            List<String> lines = new String(Files.readAllBytes(place.log()), StandardCharsets.ISO_8859_1).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
