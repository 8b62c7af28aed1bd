package dev.leat.connect.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Variables that tasks of an Airflow are to see. */
class PassedVariablesTest {
    private static final String VALUE = "correct-horse-7319";

    @TempDir
    Path root;

    @AfterEach
    void stop() {
        EmbeddedServers.at(root).stopAll();
    }

    @Test
    void tasksOfAirflowAloneSeeThemAndNoFileDoes() throws Exception {
        EmbeddedServers servers = EmbeddedServers.at(root).passing(Map.of("LEAT_TEST_PASSED", VALUE));

        Server airflow = servers.start("airflow", "airflow", Optional.empty(), Keep.running());

        assertThat(sees(airflow, "scheduler")).as("whose children are the tasks").isTrue();
        assertThat(List.of(sees(airflow, "api"), sees(airflow, "dag"))).containsOnly(false);
        assertThat(servers.passed("airflow")).containsEntry("LEAT_TEST_PASSED", VALUE);
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile).filter(PassedVariablesTest::tells)).isEmpty();
        }
        EmbeddedServers.at(root).start("airflow", "airflow", Optional.empty(), Keep.running());
        assertThat(servers.passed("airflow")).as("one that runs keeps its own").containsEntry("LEAT_TEST_PASSED", VALUE);
        servers.stop("airflow");
        assertThat(servers.passed("airflow")).isEmpty();
    }

    @Test
    void aServerThatRunsNothingOfTheUserDoesNotSeeThem() {
        EmbeddedServers servers = EmbeddedServers.at(root).passing(Map.of("LEAT_TEST_PASSED", VALUE));

        servers.start("api", "http", Optional.empty(), Keep.running());

        assertThat(servers.passed("api")).containsKey("PATH").doesNotContainKey("LEAT_TEST_PASSED");
    }

    /** @param program how its process has renamed itself: {@code airflow scheduler ...} */
    private static boolean sees(Server airflow, String program) {
        List<Long> found = ProcessHandle.of(airflow.pid()).orElseThrow().descendants().map(ProcessHandle::pid).filter(pid -> text("/proc/" + pid + "/cmdline").replace('\0', ' ').matches(
            "(?s).*airflow (-- )?" + program + ".*")).toList();
        assertThat(found).as(program).isNotEmpty();
        return found.stream().anyMatch(pid -> text("/proc/" + pid + "/environ").contains("LEAT_TEST_PASSED=" + VALUE));
    }

    private static boolean tells(Path file) {
        return text(file.toString()).contains(VALUE);
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
