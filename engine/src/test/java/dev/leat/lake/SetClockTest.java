package dev.leat.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold when somebody sets the machine's clock. */
class SetClockTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    /** Java derives the start of another process from the time at which the machine was booted, which moves when the clock is set; each JVM has its own idea of it. */
    @Test
    void aProcessIsKnownByWhatNoClockMoves() throws IOException, InterruptedException {
        Process sleeping = new ProcessBuilder("sleep", "100").start();
        try {
            ProcessMark mark = ProcessMark.of(sleeping.toHandle());
            assertThat(mark.started()).matches("[0-9a-f-]{36}:\\d+").endsWith(":" + ticks(sleeping.pid()));
            assertThat(mark.dead()).isFalse();
            assertThat(new ProcessMark(mark.host(), mark.pid(), mark.started().replaceAll("\\d$", "x")).dead()).as("another one with its number").isTrue();
            sleeping.destroyForcibly().waitFor();
            assertThat(mark.dead()).isTrue();
        } finally {
            sleeping.destroyForcibly();
        }
    }

    private static String ticks(long pid) throws IOException {
        Process awk = new ProcessBuilder("awk", "{print $22}", "/proc/" + pid + "/stat").start();
        return new String(awk.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    @Test
    void aDestinationIsNotFreshToATimeThatIsStillToCome(@TempDir Path folder) {
        FreshnessLog log = Lake.at("lake", folder).freshness("F");
        log.save(new Freshness("F", "1", NOON.plus(HOUR), Map.of("P", NOON.plus(HOUR), "Q", NOON.plus(HOUR), "R", NOON.minus(HOUR))));
        log.save(new Freshness("F", "1", NOON, Map.of("P", NOON.minusSeconds(2)))); // set back by an hour
        assertThat(log.read().orElseThrow().until()).isEqualTo(Map.of("P", NOON.minusSeconds(2), "R", NOON.minus(HOUR)));
        log.save(new Freshness("F", "1", NOON.plusSeconds(5), Map.of("P", NOON.plusSeconds(4))));
        assertThat(log.read().orElseThrow().until()).containsEntry("P", NOON.plusSeconds(4));
    }

    @Test
    void timesOnlyGoOnAndClocksOfTwoMachinesMayDifferALittle(@TempDir Path folder) {
        FreshnessLog log = Lake.at("lake", folder).freshness("F");
        log.save(new Freshness("F", "1", NOON, Map.of("P", NOON.plusSeconds(20))));
        log.save(new Freshness("F", "1", NOON, Map.of("P", NOON)));
        assertThat(log.read().orElseThrow().until()).isEqualTo(Map.of("P", NOON.plusSeconds(20)));
    }
}
