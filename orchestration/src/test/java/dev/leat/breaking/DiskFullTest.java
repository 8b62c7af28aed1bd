package dev.leat.breaking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.leat.breaking.LeatProcess.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lake on a file system of its own that is too small, seen only by the processes of this test. */
class DiskFullTest {
    @TempDir
    private Path folder;

    @Test
    void aFullDiskEndsTheRunAndWithSpaceTheNextOneGoesOn() throws Exception {
        assumeThat(LeatProcess.start(List.of("unshare", "-rm", "true"), Map.of()).end().code()).as("this machine lets a test have a file system of its own").isZero();
        Scene scene = new Scene(folder, "full_people");
        Files.createDirectories(folder.resolve("lake"));
        Path script = folder.resolve("full.sh");
        String leat = String.join(" ", LeatProcess.command(folder, "run", "F").stream().map(part -> "'" + part + "'").toList());
        scene.write("full.sh", """
            cd "$(dirname "$0")"
            mount -t tmpfs -o size=600k none lake || exit 99
            dd if=/dev/zero of=lake/filler bs=1k count=560 2>/dev/null
            %1$s; echo "full at once: $?"
            dd if=/dev/zero of=lake/more bs=1k 2>/dev/null
            %1$s; echo "nothing left: $?"
            rm lake/filler lake/more; mount -o remount,size=64m lake
            %1$s; echo "with space: $?"
            """.formatted(leat));

        Ended ended = LeatProcess.start(List.of("unshare", "-rm", "bash", script.toString()), scene.environment()).end();

        assertThat(ended.out()).as(ended.text()).contains("full at once: 4", "nothing left: 4", "with space: 0");
        assertThat(ended.text()).contains("No space left on device").contains("ree space").doesNotContain("this is a bug", "\tat ");
        assertThat(scene.found()).isEqualTo(scene.expected());
    }
}
