package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.embedded.Server;
import dev.leat.mapping.schema.Samples;
import dev.leat.model.EntityName;
import dev.leat.model.Retry;
import dev.leat.model.Yaml;
import dev.leat.run.Leat;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** One capture of a topic; Redis first, PostgreSQL and Delta later, while orders keep coming: at the end all have what the events say. */
class HistoryAndLiveSampleTest {
    @TempDir
    Path workspace;

    @BeforeEach
    void sample() throws IOException {
        Path sample = Path.of(System.getProperty("leat.home"), "samples/history-and-live");
        try (Stream<Path> files = Files.walk(sample)) {
            for (Path file : files.filter(Files::isRegularFile).filter(file -> !sample.relativize(file).toString().matches("(lake|\\.leat|warehouse)/.*|.*/tour-\\d+\\.json")).toList()) {
                Path copy = workspace.resolve(sample.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @AfterEach
    void down() {
        Said.by("down", "--workspace", workspace.toString());
    }

    private JsonNode done(String... words) throws IOException {
        Said said = Said.by(Stream.concat(Stream.of(words), Stream.of("--workspace", workspace.toString(), "--json")).toArray(String[]::new));
        assertThat(said.code()).as(String.join(" ", words) + "\n" + said.out() + said.err()).isZero();
        return Yaml.json().readTree(said.out());
    }

    private JsonNode run(String flow) throws IOException {
        JsonNode run = done("run", flow);
        assertThat(run.path("outcome").asText()).isEqualTo("succeeded");
        return run.path("pipelines").path(0);
    }

    @Test
    void destinationsThatAreAddedLaterHaveAllHistoryAndAgree() throws Exception {
        done("up");
        Map<String, String> wanted = seeded();
        assertThat(run("Orders to Redis").path("captured").asInt()).isEqualTo(280);
        assertThat(redis()).isEqualTo(wanted).hasSize(195);

        run("Shop to Events");
        for (JsonNode order : lines(workspace.resolve("new-orders/orders/0001.json"))) {
            wanted.put(order.path("order_id").asText(), order.path("status").asText());
        }
        assertThat(run("Orders to PostgreSQL").path("written").asInt()).as("history from the lake, and what came since").isEqualTo(200);
        assertThat(postgres()).isEqualTo(wanted);

        Files.writeString(workspace.resolve("new-orders/orders/0002.json"), "{\"order_id\": 1001, \"customer\": \"Bob Day\", \"status\": \"paid\", \"amount\": 153.0, \"ordered_at\": \"2026-12-01T08:01:00Z\"}\n");
        wanted.put("1001", "paid");
        run("Shop to Events");
        assertThat(run("Orders to Delta").path("written").asInt()).isEqualTo(200);
        for (String flow : List.of("Orders to Redis", "Orders to PostgreSQL")) {
            run(flow);
        }
        assertThat(redis()).isEqualTo(wanted);
        assertThat(postgres()).isEqualTo(wanted);
        for (String flow : List.of("Orders to Redis", "Orders to PostgreSQL", "Orders to Delta")) {
            done("verify", flow);
        }
    }

    private Map<String, String> seeded() throws IOException {
        Map<String, String> status = new TreeMap<>();
        for (JsonNode event : lines(workspace.resolve("events.jsonl"))) {
            if (event.path("value").isNull()) {
                status.remove(event.path("key").asText());
            } else {
                status.put(event.path("key").asText(), event.path("value").path("status").asText());
            }
        }
        return status;
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(Yaml.json().readTree(line));
        }
        return lines;
    }

    private Map<String, String> redis() {
        Server cache = Leat.open(workspace).servers().running().stream().filter(server -> server.name().equals("cache")).findFirst().orElseThrow();
        Map<String, String> status = new TreeMap<>();
        try (Jedis jedis = new Jedis(URI.create(cache.address()))) {
            jedis.keys("order:*").forEach(key -> status.put(key.substring("order:".length()), jedis.hget(key, "status")));
        }
        return status;
    }

    private Map<String, String> postgres() {
        Leat leat = Leat.open(workspace);
        Map<String, String> status = new TreeMap<>();
        for (ObjectNode row : Samples.read(leat.files().site("warehouse", Retry.DEFAULT, leat.servers()::address), EntityName.of("mart.orders"), 10_000).orElseThrow().rows()) {
            status.put(row.path("order_id").asText(), row.path("status").asText());
        }
        return status;
    }
}
