package dev.leat.breaking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.breaking.Everywhere.To;
import dev.leat.breaking.LeatProcess.Ended;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock of the machine that follows goes ahead by an hour, back by two and right again, while changes go on and processes are killed and started. */
class ClockTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<To> DESTINATIONS = List.of(To.SEARCH, To.CACHE);

    private final long seed = Long.getLong("leat.seed", System.nanoTime());
    private final Map<To, LeatProcess> followers = new EnumMap<>(To.class);
    private int marked = 1_000_000;

    @AfterEach
    void nothingIsLeft() {
        followers.values().forEach(LeatProcess::kill);
    }

    @Test
    void aClockThatIsSetStopsNothingAndLosesNothing(@TempDir Path folder, @TempDir Path outside) throws InterruptedException {
        System.out.println("ClockTest: leat.seed=" + seed);
        SetClock clock = new SetClock(outside);
        Everywhere scene = new Everywhere(folder, "clocks").add(To.SEARCH).add(To.CACHE);
        scene.environment().putAll(clock.environment());
        try (RandomLoad load = new RandomLoad(scene.table(), new Random(seed))) {
            DESTINATIONS.forEach(to -> followers.put(to, scene.follow(to)));
            arrives(scene);

            clock.set(HOUR);
            until("it is an hour later", () -> scene.fresh(To.SEARCH).isAfter(Instant.now().plus(HOUR.dividedBy(2))));
            arrives(scene);
            again(scene, To.CACHE);
            arrives(scene);

            clock.set(HOUR.negated());
            for (To to : DESTINATIONS) {
                until("it tells of no time that is still to come: " + to, () -> scene.fresh(to).isBefore(Instant.now()));
            }
            arrives(scene);
            again(scene, To.SEARCH);
            arrives(scene);

            clock.set(Duration.ZERO);
            arrives(scene);
            assertThat(load.committed()).isPositive();
        }
        for (To to : DESTINATIONS) {
            Ended waited = scene.leat("wait", to.flow(), "--until", "now", "--timeout", "240s").end(Duration.ofMinutes(5));
            assertThat(waited.code()).as("seed %d %s %s", seed, to, waited.text()).isZero();
            assertThat(scene.found(to)).as("seed %d %s", seed, to).isEqualTo(scene.expected());
        }
    }

    private void again(Everywhere scene, To to) {
        followers.get(to).kill();
        followers.put(to, scene.follow(to));
    }

    /** A row that nobody else touches. */
    private void arrives(Everywhere scene) throws InterruptedException {
        String id = String.valueOf(marked++);
        RealServers.sql("insert into " + scene.table() + " values (" + id + ", 'mark', 1, 0, date '2020-01-01', null)");
        for (To to : DESTINATIONS) {
            until("row " + id + " arrives: " + to, () -> scene.found(to).containsKey(id));
        }
    }

    private void until(String what, BooleanSupplier met) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (!met.getAsBoolean()) {
            assertThat(followers).allSatisfy((to, process) -> assertThat(process.alive()).as("%s goes on: %s", to, process.said()).isTrue());
            assertThat(System.nanoTime()).as(() -> what + "\n" + followers.values().stream().map(LeatProcess::said).toList()).isLessThan(end);
            Thread.sleep(300);
        }
    }
}
