package dev.leat.breaking;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.airflow.RealAirflow;
import dev.leat.cli.Said;
import dev.leat.connect.embedded.EmbeddedServers;
import dev.leat.connect.embedded.Keep;
import dev.leat.connect.embedded.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * {@code samples/marketing-warehouse} under a real Airflow, with the API and the warehouse as servers that a test can end. Of its pipelines only daily spend, to be quick. Tasks run
 * what this build has compiled.
 */
final class AirflowScene implements AutoCloseable {
    static final String FLOW = "Marketing to Warehouse";
    static final String TASK = "daily-spend.";
    private static final Path SAMPLE = Path.of(System.getProperty("leat.home"), "samples/marketing-warehouse");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final EmbeddedServers servers;

    /** @param name of the workspace, which no other test has */
    AirflowScene(Path folder, String name) {
        this.folder = folder;
        this.servers = EmbeddedServers.at(folder.resolve("servers")).endWithThisProcess();
        copy();
        Server postgres = RealServers.start("postgres");
        RealServers.sql("drop schema if exists marketing cascade; " + read("warehouse.sql"));
        Server api = api();
        Server airflow = RealAirflow.start();
        write("secrets/api", api.password().orElseThrow()).write("secrets/warehouse", postgres.password().orElseThrow()).write("secrets/airflow", airflow.password().orElseThrow());
        edit("leat.yaml", "lake: ./lake", "lake: \"${env:" + RealAirflow.PASSED + "}\"");
        edit("leat.yaml", "workspace: marketing-warehouse", "workspace: " + name);
        edit("leat.yaml", "    embedded: {seed: marketing-api.json}", "    url: " + api.address() + "\n    auth: {oauth: {tokenUrl: /oauth/token, clientId: leat, clientSecret: \"${file:secrets/api}\"}}");
        edit("leat.yaml", "{type: postgres, embedded: {seed: warehouse.sql}}",
            "{type: postgres, url: \"" + postgres.address() + "\", user: " + postgres.user().orElseThrow() + ", password: \"${file:secrets/warehouse}\"}");
        edit("leat.yaml", "{embedded: {}}", "{url: \"" + airflow.address() + "\", user: " + airflow.user().orElseThrow() + ", password: \"${file:secrets/airflow}\", dags: "
            + RealAirflow.dags() + ", leat: " + launcher() + "}");
        edit("flows/marketing.yaml", "attempts: 3, backoff: PT30S, maxBackoff: PT10M", "attempts: 5, backoff: PT1S, maxBackoff: PT2S");
        write("flows/marketing.yaml", read("flows/marketing.yaml").replaceAll("schedule: .*\n", ""));
        edit("flows/marketing.yaml", read("flows/marketing.yaml").replaceAll("(?s).*(  - name: Campaigns.*)  - name: Daily.*", "$1"), "");
    }

    private Path launcher() {
        String command = Installation.engine().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        write("leat.sh", "#!/bin/sh\nexec " + command + " \"$@\"\n");
        try {
            return Files.setPosixFilePermissions(folder.resolve("leat.sh"), PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The API, where it runs or at its old address. */
    Server api() {
        return servers.start("api", "http", Optional.of(folder.resolve("marketing-api.json")), Keep.whileOwner(ProcessHandle.current().pid()));
    }

    /** Before its folder goes. Steps that were told to end write that down first. */
    @Override
    public void close() {
        servers.stopAll();
        await("all steps have ended", () -> processes("").findFirst().isEmpty());
    }

    void apiDown() {
        servers.stop("api");
    }

    /** In this process; Airflow's tasks are processes of their own. */
    Said leat(String... arguments) {
        return Said.by(Stream.concat(Arrays.stream(arguments), Stream.of("--workspace", folder.toString())).toArray(String[]::new));
    }

    /** It must end with 0. */
    JsonNode done(String... arguments) {
        Said said = leat(Stream.concat(Arrays.stream(arguments), Stream.of("--json")).toArray(String[]::new));
        if (said.code() != 0) {
            throw new AssertionError(String.join(" ", arguments) + ": " + said.out() + said.err());
        }
        return said.json();
    }

    /** By a run that is begun by hand. @return its id */
    String begin() {
        return done("start", FLOW, "--now").path("started").path(0).path("run").asText();
    }

    /** The newest state of each task, when the run has ended. */
    Map<String, String> ended(String run) {
        return states(done("logs", FLOW, "--run", run, "-f"));
    }

    Map<String, String> now(String run) {
        return states(done("logs", FLOW, "--run", run));
    }

    static Map<String, String> states(JsonNode log) {
        Map<String, String> states = new TreeMap<>();
        log.path("tasks").forEach(task -> states.put(task.path("task").asText(), task.path("state").asText()));
        return states;
    }

    /** How often each task was tried. */
    Map<String, Integer> tries(String run) {
        Map<String, Integer> tries = new TreeMap<>();
        done("logs", FLOW, "--run", run).path("tasks").forEach(task -> tries.merge(task.path("task").asText(), 1, Integer::sum));
        return tries;
    }

    /** All that Leat has said in a run. */
    String said(String run) {
        return leat("logs", FLOW, "--run", run).out();
    }

    /** The process of a step of this workspace's flow; waits until there is one. */
    ProcessHandle process(String step) {
        await(step + " runs", () -> processes(step).findFirst().isPresent());
        return processes(step).findFirst().orElseThrow();
    }

    /** Not by {@link ProcessHandle}, which does not tell the words of a long command line. */
    private Stream<ProcessHandle> processes(String step) {
        return ProcessHandle.allProcesses().filter(process -> {
            try {
                List<String> words = List.of(Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1).split("\0"));
                return words.stream().anyMatch(word -> word.startsWith("--step=" + step)) && words.contains("--workspace=" + folder) && words.contains("dev.leat.cli.Main");
            } catch (IOException ended) {
                return false;
            }
        });
    }

    static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not within " + PATIENCE + ": " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What the warehouse has, and what the API says that it should have. */
    static List<String> found() {
        return RealServers.texts("select campaign_id || '|' || day || '|' || clicks || '|' || spend from marketing.daily_spend order by 1");
    }

    List<String> expected() {
        try {
            JsonNode records = RealServers.JSON.readTree(folder.resolve("marketing-api.json").toFile()).path("entities").path("daily_spend").path("records");
            return StreamSupport.stream(records.spliterator(), false).filter(record -> record.path("metrics").isObject())
                .map(record -> record.path("campaignId").asText() + "|" + record.path("day").asText() + "|" + record.path("metrics").path("clicks").asText() + "|"
                    + new BigDecimal(record.path("spend").asText()).setScale(2)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy() {
        try {
            for (String part : List.of("leat.yaml", "marketing-api.json", "warehouse.sql", "flows", "mappings", "schemas")) {
                try (Stream<Path> files = Files.walk(SAMPLE.resolve(part))) {
                    for (Path file : files.filter(Files::isRegularFile).filter(file -> !file.endsWith("mappings/campaigns.yaml")).toList()) {
                        Path copied = folder.resolve(SAMPLE.relativize(file));
                        Files.createDirectories(copied.getParent());
                        Files.copy(file, copied);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    AirflowScene write(String file, String text) {
        try {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    AirflowScene edit(String file, String what, String by) {
        String text = read(file);
        if (!text.contains(what)) {
            throw new IllegalArgumentException(file + " has no " + what);
        }
        return write(file, text.replace(what, by));
    }
}
