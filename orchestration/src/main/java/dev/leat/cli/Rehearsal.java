package dev.leat.cli;

import dev.leat.run.Warmup;
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
 * Uses what commands use, so that the launcher can archive the classes that were loaded; run once after each build, for the front and for the engine. What fails here fails
 * without harm: the archive holds less.
 */
final class Rehearsal {
    /** Nothing listens on its ports: what is rehearsed is the way there. */
    private static final String WORKSPACE = """
        workspace: rehearsal
        lake: ./lake
        connections:
          source: {type: postgres, url: "jdbc:postgresql://127.0.0.1:1/none", user: none}
          target: {type: elasticsearch, url: "http://127.0.0.1:1"}
          cache: {type: redis, url: "redis://127.0.0.1:1/0"}
        """;
    private static final String FLOW = """
        flow: F
        source: source
        destination: target
        retry: {attempts: 1}
        pipelines:
          - {name: P, source: s, destination: t, key: [id], capture: {incremental: at}, mapping: mappings/p.yaml}
        """;
    private static final String MAPPING = """
        pipeline: P
        source: {connection: source, entity: s}
        destination: {connection: target, entity: t}
        fields:
          - {target: id, expression: id}
        """;

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        Path workspace = Files.createTempDirectory("leat-rehearsal");
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(nowhere, nowhere, false, false, 80);
        try {
            run(terminal, workspace, List.of(List.of("--help"), List.of("init", "rehearsal"), List.of("schema", "workspace"), List.of("unknown")));
            Files.writeString(workspace.resolve("leat.yaml"), WORKSPACE);
            Files.createDirectories(workspace.resolve("flows"));
            Files.writeString(workspace.resolve("flows/f.yaml"), FLOW);
            Files.createDirectories(workspace.resolve("mappings"));
            Files.writeString(workspace.resolve("mappings/p.yaml"), MAPPING);
            run(terminal, workspace, List.of(List.of("plan", "F"), List.of("map", "check"), List.of("state", "show", "P"), List.of("runs", "list"), List.of("doctor")));
            Warmup.expressions(workspace);
            if (List.of(arguments).contains("engine")) {
                Warmup.spark(workspace);
            }
        } finally {
            try (Stream<Path> files = Files.walk(workspace)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
        System.exit(0);
    }

    private static void run(Terminal terminal, Path workspace, List<List<String>> commands) {
        for (List<String> command : commands) {
            Main.run(terminal, Stream.concat(command.stream(), Stream.of("--workspace", workspace.toString())).toArray(String[]::new));
        }
    }
}
