package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.embedded.Server;
import dev.leat.mapping.schema.Samples;
import dev.leat.model.EntityName;
import dev.leat.model.Problems;
import dev.leat.model.Retry;
import dev.leat.model.Yaml;
import dev.leat.run.Leat;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The marketing API over three of its days: what the warehouse has is compared with what the seed says it should have. */
class MarketingSampleTest {
    @TempDir
    Path workspace;

    @BeforeEach
    void sample() throws IOException {
        Path sample = Path.of(System.getProperty("leat.home"), "samples/marketing-warehouse");
        for (String part : List.of("leat.yaml", "marketing-api.json", "warehouse.sql", "flows", "schemas", "mappings")) {
            try (Stream<Path> files = Files.walk(sample.resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = workspace.resolve(sample.relativize(file));
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
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

    @Test
    void assistantProposesTheMappingsThatAreApproved() throws Exception {
        Map<String, String> committed = Map.of("Campaigns", mapping("campaigns"), "Daily Spend", mapping("daily-spend"));
        for (String made : List.of("mappings/campaigns.yaml", "mappings/daily-spend.yaml", "schemas/marketing_api/campaigns.yaml", "schemas/marketing_api/daily_spend.yaml")) {
            Files.delete(workspace.resolve(made));
        }
        done("up");
        done("source", "pull", "marketing_api");
        assertThat(Files.readString(workspace.resolve("schemas/marketing_api/daily_spend.yaml"))).contains("struct<impressions:bigint,clicks:bigint,conversions:bigint>");
        for (Map.Entry<String, String> pipeline : committed.entrySet()) {
            JsonNode proposed = done("map", "propose", pipeline.getKey());
            assertThat(proposed.path("proposal").path("open").findValuesAsText("target")).as(pipeline.getKey()).isEmpty();
        }
        assertThat(mapping("campaigns")).isEqualTo(committed.get("Campaigns"));
        assertThat(mapping("daily-spend")).isEqualTo(committed.get("Daily Spend"));
    }

    /** Its fields and their expressions. */
    private String mapping(String name) throws IOException {
        Map<String, String> fields = new TreeMap<>();
        Yaml.tree(name, Files.readString(workspace.resolve("mappings/" + name + ".yaml")), new Problems()).orElseThrow().path("fields").forEach(field -> fields.put(field.path("target").asText(), field.path("expression").asText()));
        return fields.toString();
    }

    @Test
    void whatTheApiSaysAndCorrectsArrivesDayByDay() throws Exception {
        done("up");
        JsonNode run = done("run", "Marketing to Warehouse");
        assertThat(run.path("pipelines").findValuesAsText("captured")).containsExactly("26", "1040");
        assertThat(run.path("pipelines").findValuesAsText("backlogged")).as("the malformed record").containsExactly("0", "1");
        Map<String, String> wanted = new TreeMap<>();
        JsonNode seed = Yaml.json().readTree(workspace.resolve("marketing-api.json").toFile());
        seed.path("entities").path("daily_spend").path("records").forEach(record -> want(wanted, record));
        assertThat(wanted).hasSize(1039);
        assertThat(arrived()).isEqualTo(wanted);
        assertThat(done("run", "Marketing to Warehouse").path("outcome").asText()).isEqualTo("nothing-new");

        nextDay();
        seed.path("days").path(0).path("daily_spend").forEach(record -> want(wanted, record));
        assertThat(done("run", "Marketing to Warehouse").path("pipelines").findValuesAsText("captured")).as("a day of 26 campaigns and 2 corrections").containsExactly("1", "28");
        assertThat(arrived()).isEqualTo(wanted);

        nextDay();
        seed.path("days").path(1).path("daily_spend").forEach(record -> {
            if (!record.path("day").asText().equals("2026-02-16")) { // beyond the lag: for 'verify' to find
                want(wanted, record);
            }
        });
        assertThat(done("run", "Marketing to Warehouse").path("pipelines").findValuesAsText("captured")).containsExactly("1", "27");
        assertThat(arrived()).isEqualTo(wanted);
        done("verify", "Marketing to Warehouse");
        Said late = Said.by("verify", "Marketing to Warehouse", "--certificate", "--workspace", workspace.toString());
        assertThat(late.code()).as("a correction beyond the lag").isEqualTo(5);
        assertThat(late.out() + late.err()).contains("marketing_api: daily_spend", "1 have other values", "certificate of");
        JsonNode kept = done("runs", "show").path("certificates");
        assertThat(kept.findValuesAsText("pipeline")).containsExactly("Campaigns", "Daily Spend");
    }

    private static void want(Map<String, String> wanted, JsonNode record) {
        if (record.path("metrics").isObject()) {
            wanted.put(record.path("campaignId").asText() + " " + record.path("day").asText(), record.path("metrics").path("impressions").asText() + " " + record.path("metrics").path("clicks").asText() + " "
                + record.path("metrics").path("conversions").asText() + " " + new BigDecimal(record.path("spend").asText()) + " " + record.path("currency").asText());
        }
    }

    private Map<String, String> arrived() {
        Leat leat = Leat.open(workspace);
        Map<String, String> rows = new TreeMap<>();
        for (ObjectNode row : Samples.read(leat.files().site("warehouse", Retry.DEFAULT, leat.servers()::address), EntityName.of("marketing.daily_spend"), 10_000).orElseThrow().rows()) {
            rows.put(row.path("campaign_id").asText() + " " + row.path("day").asText(), row.path("impressions").asText() + " " + row.path("clicks").asText() + " " + row.path("conversions").asText()
                + " " + row.path("spend").asText() + " " + row.path("currency").asText());
        }
        return rows;
    }

    private void nextDay() throws Exception {
        Server api = Leat.open(workspace).servers().running().stream().filter(server -> server.name().equals("marketing_api")).findFirst().orElseThrow();
        HttpRequest request = HttpRequest.newBuilder(URI.create(api.address() + "/sample/next-day")).POST(HttpRequest.BodyPublishers.noBody()).build();
        assertThat(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
}
