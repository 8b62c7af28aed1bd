package dev.leat.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeasesTest {
    @TempDir
    private Path folder;
    private Leases leases;

    @BeforeEach
    void open() {
        leases = Lake.at("lake", folder).leases();
    }

    @Test
    void othersWaitUntilTheLastOfThoseThatShareHasEnded() {
        Lease first = leases.share("flow F", "run 1");
        Lease second = leases.share("flow F", "run 1");
        second.close();
        assertThatThrownBy(() -> leases.share("flow F", "run 2")).hasMessageContaining("run run 1 is working on it");
        assertThatThrownBy(() -> leases.take("flow F", "run 2")).hasMessageContaining("run run 1 is working on it");
        first.close();
        leases.take("flow F", "run 2").close();
    }

    @Test
    void whoWasTakenOverByHisOwnRunMayNotWriteAndHoldsNobodyUp() {
        Lease before = leases.take("pipeline P", "run 1");
        Lease retry = leases.take("pipeline P", "run 1");
        assertThatThrownBy(before::check).hasMessageContaining("has taken over");
        retry.check();
        before.close();
        retry.check();
        retry.close();
        leases.take("pipeline P", "run 2").close();
    }

    @Test
    void whatIsOverLeavesNoFiles() throws Exception {
        for (int i = 0; i < 5; i++) {
            leases.share("flow F", "run " + i).close();
        }
        try (Stream<Path> files = Files.list(folder.resolve("lake/leases/flow-f"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("000000000005.json");
        }
    }
}
