package dev.leat.breaking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.bench.UsedHeap;
import dev.leat.breaking.Everywhere.To;
import dev.leat.breaking.LeatProcess.Ended;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One process that follows two destinations, the way to one of which takes a few bytes a second for a while: the other keeps its pace, memory does not grow by what waits, and nothing is lost.
 * {@code -Dleat.slow.seconds=120} for the full time.
 */
class SlowDestinationTest {
    private static final int SECONDS = Integer.getInteger("leat.slow.seconds", 40);
    private static final int BYTES_A_SECOND = 2_000;
    private static final long GROWTH = 100L << 20;

    private final long seed = Long.getLong("leat.seed", System.nanoTime());

    @Test
    void aSlowDestinationHoldsNobodyUpFillsNoMemoryAndLosesNothing(@TempDir Path folder) throws Exception {
        System.out.println("SlowDestinationTest: leat.seed=" + seed);
        try (Throttle way = new Throttle(RealServers.start("elasticsearch").address())) {
            Everywhere scene = new Everywhere(folder, "slow_people").connect("slow: {type: elasticsearch, url: \"" + way.address() + "\"}").add(To.SEARCH).add(To.SLOW)
                .together("Both", "elasticsearch", To.SEARCH, To.SLOW);
            LeatProcess process = scene.leat("run", "Both", "--follow");
            try {
                goesOn(scene, process, way);
            } finally {
                process.kill();
            }
        }
    }

    private void goesOn(Everywhere scene, LeatProcess process, Throttle way) throws Exception {
        try (RandomLoad load = new RandomLoad(scene.table(), new Random(seed))) {
            fresh(scene, To.SEARCH);
            fresh(scene, To.SLOW);
            long before = UsedHeap.of(process.process().pid());
            way.limit(BYTES_A_SECOND);
            Instant begun = Instant.now();
            long most = 0;
            long committed = load.committed();
            while (Duration.between(begun, Instant.now()).toSeconds() < SECONDS) {
                Thread.sleep(5_000);
                most = Math.max(most, UsedHeap.of(process.process().pid()));
            }
            Duration late = Duration.between(scene.fresh(To.SLOW), Instant.now());
            Duration pace = Duration.between(scene.fresh(To.SEARCH), Instant.now());
            System.out.println("SlowDestinationTest: " + (load.committed() - committed) + " transactions meanwhile, the slow one " + late.toSeconds() + " s behind, the other " + pace.toSeconds() + " s, heap " + (before >> 20) + " MB, then at most "
                + (most >> 20) + " MB");
            assertThat(late).as("it was slow").isGreaterThan(Duration.ofSeconds(SECONDS / 2));
            assertThat(pace).as("seed %d: the other keeps its pace, %s", seed, process.said()).isLessThan(late.dividedBy(2));
            assertThat(most).as("memory").isLessThan(before + GROWTH);
            way.free();
        }
        for (To to : new To[] {To.SEARCH, To.SLOW}) {
            Ended waited = scene.leat("wait", to.flow(), "--until", "now", "--timeout", "240s").end(Duration.ofMinutes(5));
            assertThat(waited.code()).as("seed %d %s", seed, waited.text()).isZero();
        }
        Map<String, String> expected = scene.expected();
        assertThat(scene.found(To.SEARCH)).as("seed " + seed).isEqualTo(expected);
        assertThat(scene.found(To.SLOW)).as("seed " + seed).isEqualTo(expected);
    }

    private static void fresh(Everywhere scene, To to) throws InterruptedException {
        Instant now = Instant.now();
        while (scene.fresh(to).isBefore(now)) {
            assertThat(Duration.between(now, Instant.now())).as("%s goes live", to).isLessThan(Duration.ofMinutes(5));
            Thread.sleep(200);
        }
    }
}
