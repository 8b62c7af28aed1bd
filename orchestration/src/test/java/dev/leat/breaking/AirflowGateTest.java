package dev.leat.breaking;

import static dev.leat.breaking.AirflowScene.FLOW;
import static dev.leat.breaking.AirflowScene.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.airflow.Airflow;
import dev.leat.airflow.client.Task;
import dev.leat.run.Leat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a real Airflow holds back: a flow whose approval is stale, and more tasks at a connection than it may have. */
@Timeout(600)
class AirflowGateTest {
    private static final Path CAMPAIGNS = Path.of(System.getProperty("leat.home"), "samples/marketing-warehouse/mappings/campaigns.yaml");

    @TempDir
    Path folder;

    private AirflowScene scene;

    @AfterEach
    void serversOfTheScene() {
        scene.close();
    }

    private Airflow airflow() {
        return Airflow.of(Leat.open(folder).files(), name -> Optional.empty());
    }

    @Test
    void aStaleApprovalFailsAtOnceAndStatusTellsItsExitCode() {
        scene = new AirflowScene(folder, "gate");
        scene.done("start", FLOW);
        scene.edit("flows/marketing.yaml", "name: Daily Spend", "deletes: soft\n    name: Daily Spend");
        String run = airflow().trigger("leat.gate.marketing-to-warehouse", "by-hand").getDagRunId();

        assertThat(scene.ended(run)).containsEntry("preflight", "failed").containsEntry(TASK + "capture", "upstream_failed");
        assertThat(scene.tries(run)).containsEntry("preflight", 1);
        JsonNode flow = scene.done("status", FLOW).path("flows").path(0);
        assertThat(flow.path("last").path("exitCode").asInt()).as(flow.toString()).isEqualTo(3);
        assertThat(List.of(flow.path("state").asText(), flow.path("approval").asText(), flow.path("deployed").asText())).isEqualTo(List.of("failed", "stale", "outdated"));
    }

    @Test
    void aPoolOfOneLetsOneCaptureAtATimeAtItsConnection() throws IOException {
        scene = new AirflowScene(folder, "pool");
        scene.edit("leat.yaml", ", leat: ", ", pools: {marketing_api: 1}, leat: ");
        scene.write("mappings/campaigns.yaml", Files.readString(CAMPAIGNS));
        scene.write("flows/second.yaml", "flow: Second\nsource: marketing_api\ndestination: warehouse\npipelines:\n" + campaigns());
        String first = scene.begin();
        String second = scene.done("start", "Second", "--now").path("started").path(0).path("run").asText();

        AirflowScene.await("both have captured", () -> List.of("leat.pool.marketing-to-warehouse/" + first, "leat.pool.second/" + second).stream().map(run -> run.split("/"))
            .allMatch(run -> "success".equals(capture(run[0], run[1]).getState())));
        scene.done("stop", FLOW, "--now");
        scene.done("stop", "Second", "--now");
        Task one = capture("leat.pool.marketing-to-warehouse", first);
        Task other = capture("leat.pool.second", second);
        assertThat(one.getEndDate().isAfter(other.getStartDate()) && other.getEndDate().isAfter(one.getStartDate())).as("both at a time: " + Map.of(one, other)).isFalse();
    }

    private Task capture(String dag, String run) {
        return airflow().tasks(dag, run).stream().filter(task -> task.getTaskId().endsWith(".capture")).findFirst().orElseThrow();
    }

    /** As the sample writes it. */
    private static String campaigns() throws IOException {
        String flow = Files.readString(CAMPAIGNS.resolveSibling("../flows/marketing.yaml").normalize());
        return flow.replaceAll("(?s).*(  - name: Campaigns.*)  - name: Daily.*", "$1");
    }
}
