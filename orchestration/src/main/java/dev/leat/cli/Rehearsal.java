package dev.leat.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Uses what commands use, so that the launcher can archive the classes that were loaded; run once after each build. What fails here fails
 * without harm: the archive holds less.
 */
final class Rehearsal {
    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        Path workspace = Files.createTempDirectory("leat-rehearsal");
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(nowhere, nowhere, false, false, 80);
        try {
            for (List<String> command : List.of(List.of("--help"), List.of("init", "rehearsal"), List.of("schema", "workspace"),
                List.of("schema", "unknown"), List.of("unknown"))) {
                Main.run(terminal, Stream.concat(command.stream(), Stream.of("--workspace", workspace.toString())).toArray(String[]::new));
            }
        } finally {
            try (Stream<Path> files = Files.walk(workspace)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
        System.exit(0);
    }
}
