package dev.leat.breaking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.breaking.Everywhere.To;
import dev.leat.breaking.LeatProcess.Ended;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Elasticsearch, Redis and PostgreSQL follow one capture while its table changes all the time, and in each round a process is killed at any instant: one that follows, or a server, which comes back a little
 * later. In the middle Delta is added, to be filled from the lake. The seed is printed and can be given as {@code -Dleat.seed}, other rounds than thirty as {@code -Dleat.rounds}.
 */
class ThirtyRoundsTest {
    private static final int ROUNDS = Integer.getInteger("leat.rounds", 30);
    private static final int LONGEST_MILLIS = 6_000;
    private static final int LONGEST_AWAY_MILLIS = 2_000;
    private static final List<To> DESTINATIONS = List.of(To.SEARCH, To.CACHE, To.WAREHOUSE, To.DELTA);
    private static final List<String> SERVERS = List.of("postgres", "redis", "elasticsearch");

    private final long seed = Long.getLong("leat.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<To, LeatProcess> followers = new EnumMap<>(To.class);
    private final List<String> killed = new ArrayList<>();

    @AfterEach
    void nothingIsLeftAndAllServersRun() {
        followers.values().forEach(LeatProcess::kill);
        SERVERS.forEach(RealServers::start);
    }

    @Test
    void whateverIsKilledAtAnyInstantAllDestinationsAgreeWithTheSource(@TempDir Path folder) throws InterruptedException {
        System.out.println("ThirtyRoundsTest: leat.seed=" + seed);
        Everywhere scene = new Everywhere(folder, "everywhere").add(To.SEARCH).add(To.CACHE).add(To.WAREHOUSE);
        try (RandomLoad load = new RandomLoad(scene.table(), new Random(random.nextLong()))) {
            List.of(To.SEARCH, To.CACHE, To.WAREHOUSE).forEach(to -> followers.put(to, scene.follow(to)));
            for (int round = 0; round < ROUNDS; round++) {
                if (round == ROUNDS / 2) {
                    scene.add(To.DELTA);
                    followers.put(To.DELTA, scene.follow(To.DELTA));
                }
                Thread.sleep(random.nextInt(LONGEST_MILLIS));
                assertThat(followers).as(told()).allSatisfy((to, process) -> assertThat(process.alive()).as("%s goes on: %s", to, process.said()).isTrue());
                round(scene);
            }
            assertThat(load.committed()).as("changes went on").isGreaterThan(10L * ROUNDS);
        }
        for (To to : DESTINATIONS) {
            Ended waited = scene.leat("wait", to.flow(), "--until", "now", "--timeout", "240s").end(Duration.ofMinutes(5));
            assertThat(waited.code()).as(() -> told() + " " + to + "\n" + waited.text() + "\n" + said()).isZero();
        }
        Map<String, String> expected = scene.expected();
        for (To to : DESTINATIONS) {
            assertThat(scene.found(to)).as("%s %s", told(), to).isEqualTo(expected);
        }
    }

    private void round(Everywhere scene) throws InterruptedException {
        List<To> all = List.copyOf(followers.keySet());
        if (random.nextInt(5) < 3) {
            To to = all.get(random.nextInt(all.size()));
            killed.add(to.name());
            followers.get(to).kill();
            followers.put(to, scene.follow(to));
        } else {
            String server = SERVERS.get(random.nextInt(SERVERS.size()));
            killed.add(server);
            RealServers.kill(server);
            Thread.sleep(random.nextInt(LONGEST_AWAY_MILLIS));
            RealServers.start(server);
        }
    }

    /** By those that follow, since they were started last. */
    private String said() {
        return followers.entrySet().stream().map(one -> one.getKey() + " " + one.getValue().said()).collect(Collectors.joining("\n"));
    }

    private String told() {
        return "seed " + seed + ", killed " + killed;
    }
}
