package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that fail before they can move anything are runs. */
class UnplannedRunTest {
    @TempDir
    private Path folder;
    private TestWorkspace workspace;

    @BeforeEach
    void people() throws IOException {
        workspace = new TestWorkspace(folder);
        workspace.write("leat.yaml", """
            workspace: people
            lake: ./lake
            connections:
              csv: {type: files, path: ./csv, format: csv}
              away: {type: postgres, url: "jdbc:postgresql://127.0.0.1:9/nowhere", user: leat, password: secret-word}
              out: {type: delta, path: ./out}
            """);
        workspace.write("csv/people/1.csv", "id,name\n1,Ada\n");
        flow("Local", "csv");
        flow("Distant", "away");
    }

    private void flow(String name, String source) throws IOException {
        workspace.write("flows/" + name + ".yaml", "flow: %1$s\nsource: %2$s\ndestination: out\nretry: {attempts: 1}\npipelines:\n  - {name: %1$s People, source: people, destination: %1$s_people, key: [id], mapping: mappings/%1$s.yaml}\n".formatted(name, source));
        workspace.write("mappings/" + name + ".yaml", """
            pipeline: %1$s People
            source: {connection: %2$s, entity: people}
            destination: {connection: out, entity: %1$s_people}
            fields:
              - {target: name, expression: "upper(name)"}
            """.formatted(name, source));
    }

    private JsonNode runs() {
        return workspace.leat("runs", "list", "--json").json().path("runs");
    }

    private JsonNode last(String flow) {
        return workspace.leat("status", flow, "--json").json().path("flows").path(0).path("last");
    }

    @Test
    void oneWithoutAnApprovalIsRecordedWithItsExitCode() {
        Said said = workspace.leat("run", "Local");
        assertThat(said.code()).as(said.err()).isEqualTo(3);
        assertThat(runs()).singleElement().satisfies(run -> {
            assertThat(run.path("outcome").asText()).isEqualTo("failed");
            assertThat(run.path("cause").asText()).isEqualTo("manual");
            assertThat(run.path("exitCode").asInt()).isEqualTo(3);
            assertThat(said.err()).contains(run.path("error").asText());
        });
        assertThat(workspace.leat("verify", "Local").code()).isEqualTo(3);
        assertThat(last("Local").path("cause").asText()).isEqualTo("verify");
        assertThat(workspace.leat("backlog", "replay", "Local People").code()).isEqualTo(3);
        assertThat(last("Local").path("cause").asText()).isEqualTo("backlog replay");
        assertThat(Files.exists(folder.resolve("lake/captures"))).isFalse();
    }

    @Test
    void oneWhoseSourceIsDownIsRecordedAndNoSecretIsInIt() {
        Said said = workspace.leat("run", "Distant");
        assertThat(said.code()).as(said.err()).isEqualTo(4);
        JsonNode last = last("Distant");
        assertThat(last.path("exitCode").asInt()).isEqualTo(4);
        assertThat(last.path("error").asText()).contains("away").doesNotContain("secret-word");
        assertThat(workspace.leat("runs", "show").err()).contains(last.path("error").asText());
    }

    @Test
    void whatASupervisorTriesAgainAndAgainIsRecordedOnce() {
        assertThat(workspace.leat("run", "Local", "--follow").code()).isEqualTo(3);
        assertThat(workspace.leat("run", "Local", "--follow").code()).isEqualTo(3);
        assertThat(runs()).singleElement().satisfies(run -> assertThat(run.path("cause").asText()).isEqualTo("stream"));
    }

    @Test
    void whatOnlyLooksAndWhatIsSpelledWrongIsNotRecorded() {
        assertThat(workspace.leat("plan", "Local").code()).isZero();
        assertThat(workspace.leat("plan", "Distant").code()).isEqualTo(4);
        assertThat(workspace.leat("backlog", "replay", "Local People", "--dry-run").code()).isEqualTo(3);
        assertThat(workspace.leat("run", "Locale").code()).isEqualTo(2);
        assertThat(workspace.leat("run", "Local", "--pipeline", "Nobody").code()).isEqualTo(2);
        assertThat(runs()).isEmpty();
    }
}
