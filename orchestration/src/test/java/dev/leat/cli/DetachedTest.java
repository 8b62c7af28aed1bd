package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that goes on without the one that started it, with any program as the engine. */
class DetachedTest {
    private static final String ENGINE = "trap 'echo told to end; exit 0' TERM; echo begun; while :; do sleep 0.1; done";

    @TempDir
    private Path workspace;
    private Detached detached;

    @BeforeEach
    void engine() {
        detached = new Detached(workspace, "Some Flow", List.of("bash", "-c", ENGINE));
    }

    @AfterEach
    void end() {
        detached.stop();
    }

    @Test
    void itIsStartedOnceAndEndsInOrder() throws Exception {
        assertThat(detached.start()).isTrue();
        long first = detached.alive().orElseThrow().pid();
        assertThat(detached.start()).isFalse();
        assertThat(detached.alive().orElseThrow().pid()).isEqualTo(first);
        until(() -> said().contains("begun"));

        assertThat(detached.stop()).isTrue();
        assertThat(detached.alive()).isEmpty();
        assertThat(said()).contains("told to end");
        assertThat(detached.stop()).isFalse();
    }

    @Test
    void anEngineThatDiesIsStartedAgain() throws Exception {
        detached.start();
        long first = detached.engine().orElseThrow().pid();
        detached.engine().orElseThrow().destroyForcibly();
        until(() -> detached.engine().filter(engine -> engine.pid() != first).isPresent());
        assertThat(said()).contains("the engine ended with 137 and is started again in 1 s");
    }

    @Test
    void aSupervisorThatWasKilledIsFollowedByAnother() throws Exception {
        detached.start();
        ProcessHandle engine = detached.engine().orElseThrow();
        ProcessHandle supervisor = detached.alive().orElseThrow();
        supervisor.destroyForcibly();
        supervisor.onExit().get();
        assertThat(detached.alive()).isEmpty();
        assertThat(engine.isAlive()).isTrue();

        assertThat(detached.start()).isTrue();
        assertThat(engine.isAlive()).as("two engines of one flow").isFalse();
        assertThat(detached.engine()).isPresent();
    }

    private String said() throws Exception {
        return Files.readString(detached.log());
    }

    private static void until(Callable<Boolean> met) throws Exception {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!met.call()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.sleep(20);
        }
    }
}
