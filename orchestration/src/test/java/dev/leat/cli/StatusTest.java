package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.leat.lake.Lake;
import dev.leat.lake.ProcessMark;
import dev.leat.lake.RunLog;
import dev.leat.lake.RunPart;
import dev.leat.lake.RunRecord.PipelineRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the lake alone tells of flows, and that the other side is silent. */
class StatusTest {
    private static final ProcessMark HERE = ProcessMark.here();

    @TempDir
    private Path folder;
    private TestWorkspace workspace;

    @BeforeEach
    void flows() throws IOException {
        workspace = new TestWorkspace(folder);
        workspace.write("leat.yaml", settings(""));
        flow("Daily", "schedule: \"0 3 * * *\"");
        flow("By Hand", "");
        flow("Stream", "every: 10s");
    }

    private static String settings(String more) {
        return "workspace: shop\nlake: ./lake\nconnections: {from: {type: delta, path: ./from}, to: {type: delta, path: ./to}}\n" + more;
    }

    private void flow(String name, String rhythm) throws IOException {
        workspace.write("flows/" + name + ".yaml", "flow: %1$s\nsource: from\ndestination: to\n%2$s\npipelines:\n  - {name: %1$s Orders, source: a, destination: b}\n".formatted(name, rhythm));
    }

    private void ran(String flow, String step, String outcome, Integer exitCode, String error, long written, ProcessMark process) {
        Instant started = Instant.now().minusSeconds(600);
        PipelineRun pipeline = new PipelineRun(flow + " Orders", outcome, 0, written, 0, 0, 0, 0, 0, 0, NullNode.getInstance(), Map.of(), null, null, null);
        Lake.at("lake", folder).runs().save(new RunPart(RunLog.newId(started), flow + "-1", flow, "schedule", List.of(step), step.equals("preflight") ? List.of() : List.of(flow + " Orders"), outcome, started,
            exitCode == null ? null : started.plusSeconds(60), 60, exitCode == null || step.equals("preflight") ? List.of() : List.of(pipeline), error, exitCode, process));
    }

    private JsonNode flow(String name) {
        for (JsonNode flow : workspace.leat("status", "--json").json().path("flows")) {
            if (flow.path("flow").asText().equals(name)) {
                return flow;
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void aStaleApprovalShowsWithItsExitCode() {
        ran("Daily", "preflight", "failed", 3, "mappings/daily-orders.yaml: the approval of 'Daily Orders' is stale (key changed). Review it.", 0, HERE);
        JsonNode last = flow("Daily").path("last");
        assertThat(last.path("exitCode").asInt()).isEqualTo(3);
        assertThat(last.path("outcome").asText()).isEqualTo("failed");
        Said said = workspace.leat("status");
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("Daily: run Daily-1 failed with exit code 3: mappings/daily-orders.yaml: the approval of 'Daily Orders' is stale");
        assertThat(said.out().lines().limit(4)).allMatch(line -> line.length() <= 80);
        assertThat(workspace.leat("status", "Daily", "--healthy").code()).isEqualTo(4);
    }

    @Test
    void eachFlowStandsAsItsLastRunDoes() {
        ran("Daily", "materialize", "succeeded", 0, null, 1200, HERE);
        ran("By Hand", "capture", "running", null, null, 0, new ProcessMark(HERE.host(), 1L << 40, "never"));
        ran("Stream", "follow", "running", null, null, 0, HERE);
        JsonNode daily = flow("Daily");
        assertThat(List.of(daily.path("state").asText(), daily.path("last").path("rows").asLong(), daily.path("last").path("seconds").asDouble(), daily.path("backlog").asLong(-1), daily.path("approval").asText()))
            .isEqualTo(List.of("succeeded", 1200L, 60.0, 0L, "missing"));
        assertThat(flow("By Hand").path("state").asText()).isEqualTo("killed");
        assertThat(flow("Stream").path("state").asText()).isEqualTo("following");
        assertThat(workspace.leat("status", "Stream", "--healthy").code()).isZero();
    }

    @Test
    void withoutARunItSaysSo() {
        assertThat(flow("Daily").path("state").asText()).isEqualTo("never run");
        assertThat(workspace.leat("status", "Stream", "--healthy").code()).as("a stream that does not follow").isEqualTo(4);
    }

    @Test
    void anAirflowThatDoesNotAnswerIsSaidAndTheLakeStillTells() throws IOException {
        workspace.write("leat.yaml", settings("airflow: {url: \"http://127.0.0.1:9\", user: leat, password: secret-word}\n"));
        ran("Daily", "materialize", "succeeded", 0, null, 7, HERE);
        Said said = workspace.leat("status");
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("succeeded", "The Airflow cannot be reached").doesNotContain("secret-word");
        assertThat(workspace.leat("status", "--json").json().path("airflow").path("reached").asBoolean(true)).isFalse();
    }

    @Test
    void aLakeThatCannotBeReadIsSaid() throws IOException {
        workspace.write("lake/runs", "a file where a folder is to be");
        Said said = workspace.leat("status");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("The lake cannot be reached", "unknown");
    }
}
