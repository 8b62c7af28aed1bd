package dev.leat.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.plan.WorkspaceFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DagFileTest {
    @TempDir
    private Path folder;

    @Test
    void isWhatItWas() throws Exception {
        TestFlows.marketing(folder);
        WorkspaceFiles files = WorkspaceFiles.read(folder);
        DagFile dag = DagFile.of(files, files.flows().get(0));
        Files.writeString(Path.of("/tmp/dags-venv/golden.py"), dag.text());
        assertThat(dag.name()).isEqualTo("leat.marketing-warehouse.marketing.py");
    }
}
