package dev.leat.breaking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.breaking.LeatProcess.Ended;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Killed at any instant and run again, source and destination agree. The seed is printed and can be given as {@code -Dleat.kill.seed}. */
class KillTest {
    private static final int KILLS = 20;
    private static final int BAD_IDS = 100_000;

    private final long seed = Long.getLong("leat.kill.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private int bad;

    @Test
    void killedAtAnyInstantAndRunAgainSourceAndIndexAgree(@TempDir Path measured, @TempDir Path killed) throws InterruptedException {
        System.out.println("KillTest: leat.kill.seed=" + seed);
        long length = length(new Scene(measured, "kill_measure"));
        Scene scene = new Scene(killed, "kill_people");
        List<String> left = new ArrayList<>();
        int kills = 0;
        for (int attempt = 0; kills < KILLS && attempt < 2 * KILLS; attempt++) {
            change("kill_people");
            int before = scene.runs().size();
            LeatProcess process = scene.start("run", "F");
            Optional<String> record = scene.begun(process, before);
            Thread.sleep((long) (random.nextDouble() * length));
            if (process.alive()) {
                process.kill();
                kills++;
                record.filter(name -> scene.record(name).path("ended").isMissingNode()).ifPresent(left::add);
            }
        }
        assertThat(kills).isEqualTo(KILLS);

        Ended last = scene.leat("run", "F", "--json");
        assertThat(last.code()).as(last.text()).isZero();
        assertThat(scene.found()).as("seed " + seed).isEqualTo(scene.expected());
        Ended again = scene.leat("run", "F", "--json");
        assertThat(again.json().path("pipelines").path(0).path("captured").asLong()).as(again.text()).isZero();
        assertThat(scene.found()).as("seed " + seed).isEqualTo(scene.expected());
        Map<String, String> outcomes = new HashMap<>();
        scene.leat("runs", "list", "-n", "100", "--json").json().path("runs").forEach(run -> outcomes.put(run.path("run").asText(), run.path("outcome").asText()));
        assertThat(left).as("killed in the middle").hasSizeGreaterThan(KILLS / 2).allSatisfy(name -> assertThat(outcomes.get(Scene.id(name))).isEqualTo("killed"));
        assertThat(waiting(scene)).as("seed " + seed).containsExactlyInAnyOrderElementsOf(
            RealServers.texts("select id from kill_people where born not like '____-__-__'"));
    }

    /** Milliseconds from the moment that a run begins to its end, when nobody kills it. */
    private static long length(Scene scene) throws InterruptedException {
        LeatProcess process = scene.start("run", "F");
        scene.begun(process, 0);
        long begun = System.nanoTime();
        Ended ended = process.end();
        assertThat(ended.code()).as(ended.text()).isZero();
        assertThat(scene.found()).isEqualTo(scene.expected());
        return (System.nanoTime() - begun) / 1_000_000;
    }

    /** Bad ones are never touched again, so each must be one row of the backlog. */
    private void change(String people) {
        int id = random.nextInt(400);
        RealServers.sql("""
            insert into %1$s select n, 'new ' || n, 'n@example.com', '2002-03-04', n %% 12 from generate_series(%2$d, %2$d + 9) n on conflict (id) do update set changed = %1$s.changed + 1;
            update %1$s set name = 'u%3$d', changed = changed + 1 where id between %4$d and %4$d + 60 and id < %5$d;
            delete from %1$s where id between %6$d and %6$d + 5;
            insert into %1$s values (%7$d, 'bad', 'b@example.com', 'never', 1)
            """.formatted(people, id, random.nextInt(1000), random.nextInt(400), BAD_IDS, random.nextInt(400), BAD_IDS + bad++));
    }

    private static List<String> waiting(Scene scene) {
        Ended ended = scene.leat("backlog", "list", "P", "-n", "1000", "--json");
        assertThat(ended.code()).as(ended.text()).isZero();
        List<String> ids = new ArrayList<>();
        for (JsonNode record : ended.json().path("records")) {
            ids.add(record.path("id").asText());
        }
        return ids;
    }
}
