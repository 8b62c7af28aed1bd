package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.lake.PipelineLog;
import dev.leat.lake.RunRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches that come again, and records that are tried again later. */
class ReplayTest {
    private static int tables;

    @TempDir
    private Path folder;
    private final String table = "again_" + ++tables;
    private TestWorkspace workspace;

    @BeforeEach
    void threeRowsOneOfThemBad() {
        TestPostgres.run("""
            drop table if exists %1$s;
            create table %1$s (id int primary key, born text, at timestamptz default clock_timestamp());
            insert into %1$s values (1, '2001-01-01'), (2, 'never'), (3, '2003-03-03')""".formatted(table));
        limit("100%");
        mapping("cast(born as date)");
    }

    private void limit(String limit) {
        workspace = (workspace == null ? TestWorkspace.in(folder) : workspace)
            .pipeline("search", table, table, "capture: {incremental: at}\nbacklog: {limit: " + limit + "}");
    }

    private void mapping(String born) {
        workspace.mapping("search", table, table, "id = id", "born = " + born);
    }

    private void sql(String sql) {
        TestPostgres.run(sql.formatted(table));
    }

    private RunRecord.PipelineRun succeed() {
        RunRecord run = workspace.run();
        assertThat(run.outcome()).as(run.error()).isEqualTo("succeeded");
        return run.pipelines().get(0);
    }

    private String index() {
        TreeMap<String, String> documents = new TreeMap<>();
        TestServers.documents(table).forEach((id, fields) -> documents.put(id, fields.path("born").asText()));
        return documents.toString();
    }

    private List<Integer> waiting() {
        return workspace.backlog().stream().map(row -> Integer.valueOf(row.<String>getAs("id"))).sorted().toList();
    }

    private PipelineLog log() {
        return workspace.leat().lake().pipeline(workspace.leat().files().pipeline("P"));
    }

    private static void delete(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aBatchThatComesAgainChangesNothing() throws IOException {
        succeed();
        sql("insert into %1$s values (4, 'bad too'), (5, '2005-05-05')");
        Path state = folder.resolve("lake/pipelines/p/state.json");
        String filled = Files.readString(state);
        succeed();
        String before = index();
        long version = TestServers.call("GET", table + "/_doc/5").path("_version").asLong();

        Files.writeString(state, filled); // died before the state was written, after the stream had committed its batch
        workspace.run();
        assertThat(index()).isEqualTo(before);
        assertThat(waiting()).containsExactly(2, 4);

        Files.writeString(state, filled);
        delete(Path.of(log().checkpoint(log().state().orElseThrow()))); // the batch itself comes again
        succeed();
        assertThat(index()).isEqualTo(before);
        assertThat(TestServers.call("GET", table + "/_doc/5").path("_version").asLong()).isEqualTo(version);
        assertThat(waiting()).containsExactly(2, 4);

        delete(folder.resolve("lake/pipelines/p/state.json")); // died before anything was known: all comes again
        delete(folder.resolve("lake/pipelines/p/checkpoint"));
        succeed();
        assertThat(index()).isEqualTo(before);
        assertThat(waiting()).containsExactly(2, 4);
    }

    @Test
    void anOlderVersionNeverOverwritesANewerOne() {
        succeed();
        sql("update %1$s set born = '2022-02-22', at = clock_timestamp() where id = 2");
        succeed();
        assertThat(index()).isEqualTo("{1=2001-01-01, 2=2022-02-22, 3=2003-03-03}");
        mapping("coalesce(try_cast(born as date), cast('1900-01-01' as date))");
        assertThat(workspace.replay()).isEqualTo(new Replay.Outcome(1, 0, 1, 0));
        assertThat(index()).isEqualTo("{1=2001-01-01, 2=2022-02-22, 3=2003-03-03}");
        assertThat(waiting()).isEmpty();
    }

    @Test
    void afterTheMappingIsCorrectedTheRecordArrivesAndWaitsNoLonger() {
        succeed();
        assertThat(workspace.replay()).isEqualTo(new Replay.Outcome(1, 0, 0, 1));
        assertThat(waiting()).containsExactly(2);
        mapping("coalesce(try_cast(born as date), cast('1900-01-01' as date))");
        assertThat(workspace.replay()).isEqualTo(new Replay.Outcome(1, 1, 0, 0));
        assertThat(index()).isEqualTo("{1=2001-01-01, 2=1900-01-01, 3=2003-03-03}");
        assertThat(waiting()).isEmpty();
        assertThat(workspace.replay()).isEqualTo(new Replay.Outcome(0, 0, 0, 0));
    }

    @Test
    void whatIsDiscardedWaitsNoLongerAndStaysInTheHistory() {
        succeed();
        Leat leat = workspace.leat();
        long discarded = leat.discard(leat.files().flows().get(0), leat.files().pipeline("P"), org.apache.spark.sql.functions.lit(true), "a test account");
        assertThat(discarded).isEqualTo(1);
        assertThat(waiting()).isEmpty();
        List<Row> events = leat.backlog(leat.files().pipeline("P")).events().orderBy("at").collectAsList();
        assertThat(events).extracting(row -> row.getAs("event") + " " + row.getAs("why")).containsExactly("failed null", "discarded a test account");
        assertThat(leat.lake().runs().newest(1)).extracting(RunRecord::cause).containsExactly("backlog discard");
    }

    @Test
    void overTheLimitTheCheckpointStaysAndAHigherLimitGoesOn() {
        limit("0");
        RunRecord failed = workspace.run();
        assertThat(failed.exitCode()).as(failed.error()).isEqualTo(5);
        assertThat(failed.error()).contains("1 of 3 records failed, more than the limit of 0");
        assertThat(log().state().orElseThrow().written()).isEqualTo(-1);
        RunRecord same = workspace.run();
        assertThat(same.exitCode()).isEqualTo(5);
        sql("insert into %1$s values (4, '2004-04-04')");
        limit("1");
        succeed();
        assertThat(index()).isEqualTo("{1=2001-01-01, 3=2003-03-03, 4=2004-04-04}");
        assertThat(waiting()).containsExactly(2);

        sql("insert into %1$s values (5, 'bad'), (6, '2006-06-06')");
        limit("0"); // now in the stream
        long written = log().state().orElseThrow().written();
        assertThat(workspace.run().exitCode()).isEqualTo(5);
        assertThat(log().state().orElseThrow().written()).isEqualTo(written);
        limit("1");
        succeed();
        assertThat(index()).isEqualTo("{1=2001-01-01, 3=2003-03-03, 4=2004-04-04, 6=2006-06-06}");
        assertThat(waiting()).containsExactly(2, 5);
    }

    @Test
    void whatArrivesAfterTheMappingIsCorrectedWaitsNoLonger() {
        limit("0");
        assertThat(workspace.run().exitCode()).isEqualTo(5);
        assertThat(waiting()).containsExactly(2);
        mapping("coalesce(try_cast(born as date), cast('1900-01-01' as date))");
        succeed();
        assertThat(index()).isEqualTo("{1=2001-01-01, 2=1900-01-01, 3=2003-03-03}");
        assertThat(waiting()).as("it has arrived").isEmpty();
    }
}
