package dev.leat.breaking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.breaking.LeatProcess.Ended;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flow that is followed, killed at any instant while its source changes, and started again. {@code -Dleat.rounds=30} for all rounds; the seed is printed and can be given as {@code -Dleat.kill.seed}. */
class FollowKillTest {
    private static final int ROUNDS = Integer.getInteger("leat.rounds", 4);
    private static final int LONGEST_MILLIS = 8_000;

    private final long seed = Long.getLong("leat.kill.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void killedAtAnyInstantAndFollowedAgainSourceAndIndexAgree(@TempDir Path folder) throws InterruptedException {
        System.out.println("FollowKillTest: leat.kill.seed=" + seed);
        Scene scene = new Scene(folder, "follow_kill").edit("flows/f.yaml", "source: db\n", "source: db\nevery: 0s\n").approve();
        for (int round = 0; round < ROUNDS; round++) {
            int before = scene.runs().size();
            LeatProcess process = scene.start("run", "F", "--follow");
            scene.begun(process, before);
            long until = System.nanoTime() + (long) (random.nextDouble() * LONGEST_MILLIS * 1_000_000);
            while (System.nanoTime() < until) {
                change();
                Thread.sleep(random.nextInt(300));
            }
            assertThat(process.alive()).as("it goes on").isTrue();
            process.kill();
        }
        change();
        LeatProcess last = scene.start("run", "F", "--follow");
        Ended waited = scene.leat("wait", "F", "--until", "now", "--timeout", "150s");
        assertThat(waited.code()).as(waited.text()).isZero();
        assertThat(scene.found()).as("seed " + seed).isEqualTo(scene.expected());
        last.signal("TERM");
        assertThat(last.end(Duration.ofSeconds(15)).code()).isEqualTo(143);
        assertThat(scene.record(scene.runs().get(scene.runs().size() - 1)).path("outcome").asText()).isEqualTo("stopped");
        Ended again = scene.leat("run", "F", "--json");
        assertThat(again.json().path("pipelines").path(0).path("captured").asLong()).as(again.text()).isZero();
        assertThat(scene.found()).as("seed " + seed).isEqualTo(scene.expected());
    }

    private void change() {
        int id = random.nextInt(400);
        RealServers.sql("""
            insert into follow_kill select n, 'new ' || n, 'n@example.com', '2002-03-04', n %% 12 from generate_series(%1$d, %1$d + 9) n on conflict (id) do update set changed = follow_kill.changed + 1;
            update follow_kill set name = 'u%2$d', changed = changed + 1 where id between %3$d and %3$d + 20;
            delete from follow_kill where id between %4$d and %4$d + 5
            """.formatted(id, random.nextInt(1000), random.nextInt(400), random.nextInt(400)));
    }
}
