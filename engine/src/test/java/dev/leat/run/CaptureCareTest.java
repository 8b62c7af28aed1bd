package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.lake.CaptureLog;
import dev.leat.lake.Lake;
import dev.leat.lake.PipelineLog.State;
import dev.leat.model.EntityName;
import dev.leat.model.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of a capture is made small between two commits, and nobody who reads it notices. */
class CaptureCareTest {
    private static final int COMMITS = 5;

    @TempDir
    private Path folder;

    @Test
    void fewFilesStayAndStreamsAndBackfillsReadWhatTheyWouldHaveRead() throws Exception {
        TestPostgres.run("""
            drop table if exists cared; create table cared (id int primary key, name text, at timestamptz default clock_timestamp());
            insert into cared select n, 'n' || n from generate_series(1, 20) n""");
        TestWorkspace workspace = TestWorkspace.in(folder).pipeline("search", "cared", "cared", "capture: {incremental: at}").mapping("search", "cared", "cared", "id = id", "name = upper(name)");
        Pipeline pipeline = workspace.leat().files().pipeline("P");
        for (int commit = 1; commit <= COMMITS; commit++) {
            change(commit);
            workspace.run();
        }
        int before = files();
        care(workspace, pipeline);
        change(11);
        assertThat(workspace.run().pipelines().get(0)).satisfies(part -> assertThat(part.written()).isEqualTo(1));
        care(workspace, pipeline); // what the first one replaced is needed no more
        assertThat(files()).isLessThan(before);

        change(12);
        assertThat(workspace.run().pipelines().get(0)).satisfies(part -> assertThat(part.written()).isEqualTo(1));
        Rewind.of(workspace.leat().lake(), workspace.leat().files().flowOf("P"), pipeline, Rewind.BEGINNING).apply(workspace.leat().lake(), pipeline);
        assertThat(workspace.run().outcome()).isEqualTo("succeeded");
        assertThat(TestServers.documents("cared")).hasSize(20).hasEntrySatisfying("12", document -> assertThat(document.path("name").asText()).isEqualTo("C12"))
            .hasEntrySatisfying("1", document -> assertThat(document.path("name").asText()).isEqualTo("C1"));
    }

    private static void care(TestWorkspace workspace, Pipeline pipeline) {
        Lake lake = workspace.leat().lake();
        CaptureLog capture = lake.capture("db", EntityName.of("cared"));
        SparkSession spark = workspace.leat().spark(Size.SMALL);
        List<State> readers = lake.pipeline(pipeline).state().stream().toList();
        new CaptureCare(spark, capture, () -> readers, Duration.ZERO).care();
    }

    private static void change(int id) {
        TestPostgres.run("update cared set name = 'c%1$d', at = clock_timestamp() where id = %1$d".formatted(id));
    }

    private int files() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("lake/captures"))) {
            return (int) files.filter(file -> file.toString().endsWith(".parquet") && !file.toString().contains("_delta_log")).count();
        }
    }
}
