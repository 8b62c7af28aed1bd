package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.embedded.EmbeddedServers;
import dev.leat.connect.embedded.Keep;
import dev.leat.connect.embedded.Server;
import dev.leat.mapping.schema.Samples;
import dev.leat.model.EntityName;
import dev.leat.model.Retry;
import dev.leat.model.Yaml;
import dev.leat.run.Leat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns of a real PostgreSQL whose names need quotes somewhere, from the first look at them to a Delta table with the same names. */
class OddNamesTest {
    private static final List<String> NAMES = List.of("unit.price", "unit.weight.kg", "back`tick", "two words", "say \"so\"", "it's", "emoji \uD83D\uDE00", "semi;colon", "a, b", "net (EUR)", "a=b", "Größe", "select", "tags[]",
        "per cent %", "back\\slash", "CamelCase", "1st");

    @TempDir
    Path folder;
    private TestWorkspace workspace;

    @BeforeEach
    void aTableAndLabelsOfTheSameNames() throws Exception {
        workspace = new TestWorkspace(folder);
        Server postgres = EmbeddedServers.at(Files.createTempDirectory("leat-servers")).endWithThisProcess().start("postgres", "postgres", Optional.empty(), Keep.whileOwner(ProcessHandle.current().pid()));
        System.setProperty("leat.env.LEAT_TEST_PASSWORD", postgres.password().orElseThrow());
        String columns = NAMES.stream().map(name -> ", \"" + name.replace("\"", "\"\"") + "\" text").collect(Collectors.joining());
        String values = NAMES.stream().map(name -> ", '" + name.replace("'", "''") + " of ' || n").collect(Collectors.joining());
        try (Connection connection = DriverManager.getConnection(postgres.address(), postgres.user().orElseThrow(), postgres.password().orElseThrow()); Statement statement = connection.createStatement()) {
            statement.execute("create table odd (\"the.id\" bigint primary key" + columns + ", \"changed.at\" timestamptz not null default now())");
            statement.execute("insert into odd select n" + values + " from generate_series(1, 30) n");
        }
        workspace.write("leat.yaml", "workspace: odd\nlake: ./lake\nconnections:\n  db: {type: postgres, url: \"%s\", user: %s, password: \"${env:LEAT_TEST_PASSWORD}\"}\n  out: {type: delta, path: ./out}\n"
            .formatted(postgres.address(), postgres.user().orElseThrow()));
        workspace.write("flows/f.yaml", "flow: F\nsource: db\ndestination: out\npipelines:\n  - {name: Odd, source: odd, destination: odd, key: [the.id], capture: {incremental: changed.at}}\n");
        List<Map<String, Object>> fields = new ArrayList<>(List.of(Map.of("name", "the.id", "type", "bigint", "required", true)));
        NAMES.forEach(name -> fields.add(Map.of("name", name, "type", "string")));
        workspace.write("schemas/out/odd.yaml", Yaml.write(Map.of("entity", "odd", "fields", fields)));
    }

    private String done(String... words) {
        Said said = workspace.leat(words);
        assertThat(said.code()).as(String.join(" ", words) + "\n" + said.out() + said.err()).isZero();
        return said.out();
    }

    @Test
    void theyArriveUnderTheSameNames() throws IOException {
        done("source", "pull", "db", "odd");
        JsonNode pulled = Yaml.tree("", workspace.read("schemas/db/odd.yaml"), new dev.leat.model.Problems()).orElseThrow();
        assertThat(pulled.path("fields").findValuesAsText("name")).containsAll(NAMES).contains("the.id");
        assertThat(pulled.path("nested")).as("nothing is nested").isEmpty();
        done("types", "generate", "db", "odd", "--out", workspace.resolve("java").toString());
        JsonNode proposal = Yaml.json().readTree(done("map", "propose", "Odd", "--json")).path("proposal");
        proposal.path("fields").forEach(field -> assertThat(field.at("/choice/expression").asText()).as(field.path("target").asText())
            .isIn("`" + field.path("target").asText().replace("`", "``") + "`", field.path("target").asText()));
        assertThat(proposal.path("fields")).hasSize(NAMES.size() + 1);
        done("map", "approve", "Odd", "--by", "jane@example.com");
        done("map", "check");
        done("map", "show", "Odd");
        done("preview", "Odd");
        assertThat(Yaml.json().readTree(done("run", "F", "--json")).at("/pipelines/0/written").asInt()).isEqualTo(30);
        Leat leat = Leat.open(workspace.dir());
        List<ObjectNode> rows = Samples.read(leat.files().site("out", Retry.DEFAULT, leat.servers()::address), EntityName.of("odd"), 100).orElseThrow().rows();
        assertThat(rows).hasSize(30);
        rows.forEach(row -> NAMES.forEach(name -> assertThat(row.path(name).asText()).isEqualTo(name + " of " + row.path("the.id").asText())));
        assertThat(done("state", "show", "Odd")).containsPattern("of run \\S+ at \\S+T\\d\\d:\\d\\d:\\d\\dZ").doesNotContainPattern(" at \\S+:\\d\\d\\.\\d");
        done("run", "F");
    }
}
