package dev.leat.breaking;

import static dev.leat.breaking.AirflowScene.FLOW;
import static dev.leat.breaking.AirflowScene.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The daily load under a real Airflow: how it goes, and what happens when something dies in the middle. */
@Timeout(600)
class AirflowStoryTest {
    private static final Map<String, String> SUCCESS = Map.of("preflight", "success", TASK + "capture", "success", TASK + "materialize", "success", TASK + "reconcile", "success");

    @TempDir
    Path folder;

    private AirflowScene current;

    private AirflowScene scene(String name) {
        current = new AirflowScene(folder, name);
        return current;
    }

    @AfterEach
    void allServersRun() {
        RealServers.start("postgres");
        current.close();
    }

    @Test
    void startedItRunsAndWhatIsNotNewIsSkipped() {
        AirflowScene scene = scene("story");

        JsonNode started = scene.done("start", FLOW, "--now").path("started").path(0);

        assertThat(started.path("dag").asText()).isEqualTo("leat.story.marketing-to-warehouse");
        String run = started.path("run").asText();
        assertThat(scene.ended(run)).isEqualTo(SUCCESS);
        assertThat(AirflowScene.found()).isEqualTo(scene.expected());
        assertThat(scene.said(run)).contains("Marketing to Warehouse: succeeded").doesNotContain("Running command").doesNotContain("SubprocessHook").doesNotContain("::group::");

        String second = scene.begin();
        assertThat(scene.ended(second)).containsEntry("preflight", "success").containsEntry(TASK + "capture", "skipped").containsEntry(TASK + "materialize", "skipped");
        assertThat(scene.now(run)).as("the run before").isEqualTo(SUCCESS);
        assertThat(scene.leat("logs", FLOW, "--run", "no-such-run").err()).contains("no run of this id", second);
    }

    @Test
    void anApiThatIsDownAndStepsThatAreKilledAreTriedAgainAndNothingIsDoubled() throws InterruptedException {
        AirflowScene scene = scene("outage");
        String run = scene.begin();
        scene.process("capture");
        scene.apiDown();
        AirflowScene.await("the capture is tried again", () -> scene.tries(run).getOrDefault(TASK + "capture", 0) > 1);
        scene.api();
        for (String step : List.of("capture", "materialize")) {
            ProcessHandle process = scene.process(step);
            Thread.sleep(2000); // somewhere in the middle; wherever it is, the outcome is the same
            process.destroyForcibly();
            process.onExit().join();
        }

        assertThat(scene.ended(run)).isEqualTo(SUCCESS);
        assertThat(scene.tries(run).get(TASK + "materialize")).isGreaterThan(1);
        assertThat(scene.said(run)).contains("capture (try 2)").contains("cannot be reached");
        assertThat(AirflowScene.found()).isEqualTo(scene.expected());
    }

    @Test
    void aWarehouseThatDiesInTheMiddleOfALoadIsTriedAgain() {
        AirflowScene scene = scene("kill-warehouse");
        String run = scene.begin();
        ProcessHandle load = scene.process("materialize");
        AirflowScene.await("it loads", () -> !RealServers.texts("select 1 from pg_stat_activity where application_name = 'leat'").isEmpty());
        assertThat(load.isAlive()).isTrue();
        RealServers.kill("postgres");
        load.onExit().join();
        RealServers.start("postgres");

        assertThat(scene.ended(run)).isEqualTo(SUCCESS);
        assertThat(scene.tries(run).get(TASK + "materialize")).isGreaterThan(1);
        assertThat(AirflowScene.found()).isEqualTo(scene.expected());
    }

    @Test
    void stoppedInTheMiddleItGoesOnWhereItWas() {
        AirflowScene scene = scene("stop");
        String run = scene.begin();
        scene.process("capture");

        JsonNode stopped = scene.done("stop", FLOW).path("stopped").path(0);

        assertThat(stopped.path("halted").path(0).asText()).isEqualTo(run);
        assertThat(scene.now(run)).containsEntry(TASK + "capture", "success").doesNotContainEntry(TASK + "materialize", "success");
        scene.done("start", FLOW);
        assertThat(scene.ended(run)).isEqualTo(SUCCESS);
        String second = scene.begin();
        scene.process("preflight");
        assertThat(scene.done("stop", FLOW, "--now").path("stopped").path(0).path("ended").path(0).asText()).isEqualTo(second);
        assertThat(AirflowScene.found()).isEqualTo(scene.expected());
    }
}
