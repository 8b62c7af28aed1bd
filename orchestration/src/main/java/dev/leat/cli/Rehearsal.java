package dev.leat.cli;

import dev.leat.model.Yaml;
import dev.leat.run.Leat;
import dev.leat.run.Size;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Uses what commands use, so that the launcher can archive the classes that were loaded; run once after each build. What fails here fails
 * without harm: the archive holds less.
 */
final class Rehearsal {
    /** Jars of which nearly every class is used, and needs a server before it is. */
    private static final List<String> WHOLE = List.of("leat", "postgresql-", "jedis-", "snakeyaml-", "jackson-dataformat-yaml-", "elasticsearch-spark-", "picocli-");

    private Rehearsal() {}

    public static void main(String[] arguments) throws Exception {
        Path workspace = Files.createTempDirectory("leat-rehearsal");
        try {
            load();
            commands(workspace);
            boolean engine = List.of(arguments).contains("engine");
            new RehearsedProgram(workspace).compile();
            if (engine) {
                spark(workspace);
            }
        } finally {
            if (Files.exists(workspace)) {
                try (Stream<Path> files = Files.walk(workspace)) {
                    files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
                }
            }
        }
        System.exit(0);
    }

    private static void commands(Path workspace) throws IOException {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(nowhere, nowhere, false, false, 80);
        Main.run(terminal, "init", "rehearsal", "--workspace", workspace.toString());
        Files.writeString(workspace.resolve("leat.yaml"), """
            workspace: rehearsal
            lake: ./lake
            connections:
              database: {type: postgres, url: "jdbc:postgresql://127.0.0.1:1/none", user: none, password: none}
              search: {type: elasticsearch, url: "http://127.0.0.1:1"}
              cache: {type: redis, url: "redis://127.0.0.1:1"}
            """);
        Files.writeString(workspace.resolve("flows/flow.yaml"), """
            flow: flow
            source: database
            destination: search
            pipelines: [{name: pipeline, source: users, destination: users, capture: {incremental: at}}]
            """);
        Files.writeString(workspace.resolve("mappings/pipeline.yaml"), """
            pipeline: pipeline
            source: {connection: database, entity: users}
            destination: {connection: search, entity: users}
            fields: [{target: id, expression: "id"}]
            """);
        for (List<String> command : List.of(List.of("--help"), List.of("schema", "flow"), List.of("unknown"), List.of("doctor"), List.of("plan"),
            List.of("map", "check"), List.of("map", "show", "pipeline"), List.of("state", "show", "pipeline"), List.of("runs", "list", "--json"))) {
            Main.run(terminal, Stream.concat(command.stream(), Stream.of("--workspace", workspace.toString())).toArray(String[]::new));
        }
        Yaml.write(List.of("a"));
    }

    private static void load() throws IOException {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (WHOLE.stream().anyMatch(Path.of(entry).getFileName().toString()::startsWith)) {
                try (JarFile jar = new JarFile(entry)) {
                    jar.stream().map(Object::toString).filter(name -> name.endsWith(".class") && !name.contains("META-INF") && !name.contains("-info"))
                        .forEach(name -> load(name.substring(0, name.length() - ".class".length()).replace('/', '.')));
                }
            }
        }
    }

    private static void load(String name) {
        try {
            Class.forName(name, false, Rehearsal.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError optional) {
            // A part of a library that needs another library, which is not used.
        }
    }

    /** A batch, a table that is read back, a stream on it: the ways that rows go. */
    private static void spark(Path workspace) throws Exception {
        SparkSession spark = Leat.open(workspace).spark(Size.SMALL);
        String table = workspace.resolve("table").toString();
        for (int i = 0; i < 2; i++) {
            spark.range(10).selectExpr("id", "cast(id as string) name", "current_timestamp() at").write().format("delta").mode("append")
                .option("txnAppId", "rehearsal").option("txnVersion", i).save(table);
        }
        spark.read().format("delta").load(table).groupBy("id").count().collectAsList();
        spark.readStream().format("delta").load(table).writeStream().option("checkpointLocation", workspace.resolve("checkpoint").toString())
            .trigger(Trigger.AvailableNow()).foreachBatch((rows, id) -> {
                rows.write().format("delta").mode("append").save(workspace.resolve("copy").toString());
            }).start().awaitTermination();
        spark.stop();
    }
}
