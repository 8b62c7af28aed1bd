package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process keeps a flow going. */
class FollowTest {
    @TempDir
    private Path folder;

    @Test
    void changesArriveWhileItGoesOn() throws Exception {
        TestPostgres.run("""
            drop table if exists live_1; create table live_1 (id int primary key, name text, at timestamptz default clock_timestamp());
            insert into live_1 select n, 'n' || n from generate_series(1, 100) n""");
        TestWorkspace workspace = TestWorkspace.in(folder).pipeline("search", "live_1", "live_1", "capture: {incremental: at}")
            .mapping("search", "live_1", "live_1", "id = id", "name = upper(name)");
        workspace.write("flows/f.yaml", workspace.read("flows/f.yaml").replace("source: db\n", "source: db\nevery: 0s\n"));
        try (Followed flow = Followed.of(workspace)) {
            flow.until(() -> TestServers.documents("live_1").size() == 100);
            for (int round = 0; round < 30; round++) {
                Instant begun = Instant.now();
                String name = "r" + round;
                TestPostgres.run("update live_1 set name = '%s', at = clock_timestamp() where id = %d".formatted(name, round + 1));
                int id = round + 1;
                flow.until(() -> name(TestServers.documents("live_1"), id).equals(name.toUpperCase(java.util.Locale.ROOT)));
                System.out.println("ROUND " + round + " " + Duration.between(begun, Instant.now()).toMillis() + " ms " + flow.pulses());
            }
        }
        assertThat(workspace.leat().lake().runs().newest(1).get(0).outcome()).isEqualTo("stopped");
    }

    private static String name(Map<String, JsonNode> documents, int id) {
        return documents.get(String.valueOf(id)).path("name").asText();
    }
}
