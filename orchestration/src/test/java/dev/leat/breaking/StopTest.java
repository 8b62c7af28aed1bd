package dev.leat.breaking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.breaking.LeatProcess.Ended;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs at once, and runs that are told to stop. A lock at the source holds a run in the middle. */
class StopTest {
    @TempDir
    private Path folder;

    @Test
    void aSecondRunNamesTheFirstAndASignalEndsARunThatTheNextOneFinishes() throws Exception {
        Scene scene = new Scene(folder, "stop_people");
        try (Connection connection = RealServers.connect(); Statement statement = connection.createStatement()) {
            hold(statement);
            LeatProcess first = scene.start("run", "F");
            String record = scene.begun(first, 0).orElseThrow();

            Ended second = scene.leat("run", "F");
            assertThat(second.code()).as(second.text()).isEqualTo(4);
            assertThat(second.err()).contains(Scene.id(record));
            assertThat(scene.runs()).containsExactly(record);

            stops(scene, first, "TERM", record, 143);
            int before = scene.runs().size();
            LeatProcess third = interruptible(scene);
            String again = scene.begun(third, before).orElseThrow();
            Thread.sleep(1500);
            stops(scene, third, "INT", again, 130);
            connection.rollback();
        }
        Ended last = scene.leat("run", "F");
        assertThat(last.code()).as(last.text()).isZero();
        assertThat(scene.found()).isEqualTo(scene.expected());
    }

    /** A background job of a shell ignores INT, and so would what it starts, these tests among it. */
    private static LeatProcess interruptible(Scene scene) {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(LeatProcess.command(scene.folder(), "run", "F"));
        return LeatProcess.start(command, scene.environment());
    }

    /** The look-up of cities waits until the lock is gone. */
    private static void hold(Statement statement) throws SQLException {
        statement.getConnection().setAutoCommit(false);
        statement.execute("lock table stop_people_cities in access exclusive mode");
    }

    private static void stops(Scene scene, LeatProcess process, String signal, String record, int code) {
        assertThat(process.alive()).as("it waits for the lock").isTrue();
        process.signal(signal);
        Ended ended = process.end(Duration.ofSeconds(5));
        assertThat(ended.code()).as(ended.text()).isEqualTo(code);
        JsonNode run = scene.record(record);
        assertThat(run.path("outcome").asText()).as(run.toString()).isEqualTo("stopped");
        assertThat(run.path("ended").isMissingNode()).isFalse();
    }
}
