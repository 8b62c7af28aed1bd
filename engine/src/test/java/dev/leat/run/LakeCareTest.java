package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.lake.CaptureLog;
import dev.leat.lake.PipelineLog;
import dev.leat.model.Care;
import dev.leat.model.EntityName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake that gets many small commits. */
class LakeCareTest {
    @TempDir
    private Path folder;
    private TestWorkspace workspace;

    @BeforeEach
    void files() {
        workspace = new TestWorkspace(folder).write("in/people/0.csv", "id,name\n0,n0\n").write("leat.yaml", """
            workspace: test
            lake: ./lake
            connections:
              db: {type: files, path: ./in, format: csv}
              to: {type: delta, path: ./out}
            spark: {master: "local[2]"}
            care: {compact: PT1M, keep: PT2H, runs: P30D}
            """).pipeline("to", "people", "people", "key: [id]\ncapture: append\nbacklog: {limit: 100%}").mapping("to", "people", "people", "id = cast(id as int)", "name = upper(name)");
    }

    private CaptureLog capture() {
        return workspace.leat().lake().capture("db", EntityName.of("people"));
    }

    private void care(Duration keep) {
        PipelineLog log = workspace.leat().lake().pipeline(workspace.leat().files().pipeline("P"));
        new CaptureCare(workspace.leat().spark(Size.SMALL), capture(), () -> log.state().stream().toList(), keep).care();
    }

    private int dataFiles(String under) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("lake").resolve(under))) {
            return (int) files.filter(file -> file.toString().endsWith(".parquet") && !file.toString().contains("_delta_log")).count();
        }
    }

    private void commit(int number) {
        workspace.write("in/people/" + number + ".csv", "id,name\n" + number + ",n" + number + "\n");
        assertThat(workspace.run().outcome()).isEqualTo("succeeded");
    }

    @Test
    void manySmallCommitsStayFewFilesAndEarlierVersionsStayForTheirTime() throws IOException {
        assertThat(workspace.leat().lake().care()).isEqualTo(new Care(java.util.Optional.of(Duration.ofMinutes(1)), java.util.Optional.of(Duration.ofHours(2)), java.util.Optional.of(Duration.ofDays(30))));
        SparkSession spark = workspace.leat().spark(Size.SMALL);
        int most = 0;
        for (int number = 1; number <= 20; number++) {
            commit(number);
            if (number % 5 == 0) {
                care(Duration.ZERO);
                most = Math.max(most, dataFiles("captures"));
            }
        }
        assertThat(most).as("files after 5, 10, 15 and 20 commits").isLessThanOrEqualTo(8);
        commit(21);
        long version = capture().head().orElseThrow().version();
        commit(22);
        care(workspace.leat().lake().care().keep().orElseThrow());
        assertThat(spark.read().format("delta").option("versionAsOf", version).load(capture().table()).count()).as("within the time that is kept").isEqualTo(22);
        assertThat(spark.read().format("delta").load(workspace.folder().resolve("out/people").toString()).count()).isEqualTo(23);
    }

    @Test
    void aBacklogOfManyFilesIsMadeSmallBehindARunAndKeepsWhatWaits() throws IOException {
        workspace.write("in/people/1.csv", "id,name\n" + String.join("\n", IntStream.range(0, 60).mapToObj(id -> "x" + id + ",n").toList()) + "\n");
        assertThat(workspace.run().pipelines().get(0).backlogged()).isEqualTo(60);
        PipelineLog log = workspace.leat().lake().pipeline(workspace.leat().files().pipeline("P"));
        SparkSession spark = workspace.leat().spark(Size.SMALL);
        spark.read().format("delta").load(log.backlog()).repartition(60).write().format("delta").mode("overwrite").save(log.backlog());
        workspace.write("in/people/2.csv", "id,name\ny,n\n");
        assertThat(workspace.run().pipelines().get(0).backlogged()).isEqualTo(1);
        assertThat(DeltaTables.files(spark, log.backlog())).isEqualTo(1);
        assertThat(log.waiting()).contains(61L);
        assertThat(workspace.backlog()).hasSize(61);
    }
}
