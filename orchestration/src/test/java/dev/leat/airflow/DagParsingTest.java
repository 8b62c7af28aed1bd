package dev.leat.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.plan.WorkspaceFiles;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pinned Airflow makes of generated files. */
class DagParsingTest {
    private static final double MOST_MILLIS = 100;

    @TempDir
    private Path folder;

    @Test
    void itReadsThemWithoutAWarningAndInLittleTime() throws Exception {
        TestFlows.marketing(folder);
        TestFlows.write(folder, "flows/live.yaml", "flow: Live\nsource: marketing_api\ndestination: warehouse\nevery: 2s\npipelines:\n  - {name: Live Spend, source: daily_spend, destination: live.spend, key: [id]}\n");
        WorkspaceFiles workspace = WorkspaceFiles.read(folder);
        List<String> command = new ArrayList<>(List.of(python(), Path.of("src/test/resources/dev/leat/airflow/parse_dag.py").toAbsolutePath().toString()));
        for (DagFile dag : DagFile.all(workspace)) {
            command.add(Files.writeString(folder.resolve(dag.name()), dag.text(), StandardCharsets.US_ASCII).toString());
        }
        assertThat(command).hasSize(4);
        File errors = folder.resolve("errors.txt").toFile();
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors);
        builder.environment().put("AIRFLOW_HOME", folder.resolve("airflow").toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(Files.readString(errors.toPath())).isZero();
        assertThat(Double.parseDouble(said.lines().reduce((first, last) -> last).orElseThrow())).isLessThan(MOST_MILLIS);
    }

    /** That of the environment in which the Airflow of the tests runs: the last but one word of its command line. */
    private static String python() throws Exception {
        String[] words = Files.readString(Path.of("/proc/" + RealAirflow.start().pid() + "/cmdline")).split("\0");
        return words[words.length - 2];
    }
}
