package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.lake.Certificate;
import dev.leat.lake.Freshness;
import dev.leat.lake.RunLog;
import dev.leat.lake.RunRecord;
import dev.leat.lake.RunRecord.PipelineRun;
import dev.leat.plan.Approvals;
import dev.leat.plan.PipelinePlan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process keeps a flow going. */
class FollowTest {
    private static int tables;

    @TempDir
    private Path folder;
    private final String table = "live_" + ++tables;
    private final String index = table;
    private TestWorkspace workspace;

    @BeforeEach
    void hundredRows() {
        TestPostgres.run("""
            drop table if exists %1$s; create table %1$s (id int primary key, name text, at timestamptz default clock_timestamp());
            insert into %1$s select n, 'n' || n from generate_series(1, 100) n""".formatted(table));
        workspace = TestWorkspace.in(folder).write("flows/f.yaml", "flow: F\nsource: db\ndestination: search\nevery: 0s\nretry: {attempts: 1, backoff: PT0.2S, maxBackoff: PT1S}\npipelines:\n");
        pipeline("P", index, "upper(name)", "");
        approve("P");
    }

    @Test
    void changesArriveUntilItIsToldToStop() throws Exception {
        try (Followed flow = Followed.of(workspace)) {
            flow.until(() -> found(index).size() == 100);
            for (int round = 1; round <= 3; round++) {
                change(round, "r" + round);
                String name = "R" + round;
                int id = round;
                flow.until(() -> name(index, id).equals(name));
            }
            Instant committed = Instant.now();
            flow.until(() -> Freshness.of(workspace.leat().lake(), "F").filter(fresh -> fresh.until().getOrDefault("P", Instant.MIN).isAfter(committed)).isPresent());

            Instant told = Instant.now();
            RunRecord record = flow.end();
            assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(15));
            assertThat(record).returns("stopped", RunRecord::outcome).returns("stream", RunRecord::cause).returns(0, RunRecord::exitCode);
            assertThat(record.pipelines()).singleElement().returns(103L, PipelineRun::captured).returns(103L, PipelineRun::written);
        }
        change(4, "by a run");
        assertThat(workspace.run()).returns("succeeded", RunRecord::outcome).satisfies(run -> assertThat(run.pipelines().get(0).written()).isEqualTo(1));
        assertThat(name(index, 4)).isEqualTo("BY A RUN");
        assertThat(workspace.run().outcome()).isEqualTo("nothing-new");
    }

    @Test
    void aDestinationThatFailsDoesNotStopAnotherAndASecondFollowerIsRefusedByName() throws Exception {
        pipeline("Q", "wrong_" + table, "name", "backlog: {limit: 0}");
        workspace.write("mappings/q.yaml", workspace.read("mappings/q.yaml").replace("\"name\"", "\"cast(name as int)\""));
        approve("Q");
        try (Followed flow = Followed.of(workspace)) {
            flow.until(() -> phase(flow, "Q").equals("paused"));
            change(7, "n700");
            flow.until(() -> name(index, 7).equals("N700"));
            assertThat(flow.pulses()).filteredOn(pulse -> pulse.pipeline().equals("Q")).singleElement().satisfies(pulse -> assertThat(pulse.trouble()).contains("records failed"));
            String run = workspace.leat().lake().runs().newest(1).get(0).run();
            assertThatThrownBy(() -> Followed.of(workspace).end()).cause().hasMessageContaining(run).hasMessageContaining("is working on it");

            workspace.write("mappings/q.yaml", workspace.read("mappings/q.yaml").replace("cast(name as int)", "cast(substr(name, 2) as int)"));
            approve("Q");
            flow.until(() -> found("wrong_" + table).size() == 100);
            assertThat(phase(flow, "Q")).isIn("filling", "live");
        }
    }

    @Test
    void whatIsNotApprovedAnyMoreWaitsAndGoesOnByItself() throws Exception {
        try (Followed flow = Followed.of(workspace)) {
            flow.until(() -> found(index).size() == 100);
            workspace.write("mappings/p.yaml", workspace.read("mappings/p.yaml").replace("upper(name)", "lower(name)"));
            flow.until(() -> phase(flow, "P").equals("paused"));
            change(5, "Waits");
            Thread.sleep(1000);
            assertThat(name(index, 5)).isEqualTo("N5");
            approve("P");
            flow.until(() -> name(index, 5).equals("waits"));
        }
    }

    @Test
    void aPipelineThatIsAddedFillsFromHistoryAndThenGoesLive() throws Exception {
        String added = "added_" + table;
        try (Followed flow = Followed.of(workspace)) {
            flow.until(() -> found(index).size() == 100);
            TestPostgres.run("delete from %s where id > 50".formatted(table)); // in the lake only, from now on
            pipeline("Q", added, "name", "");
            approve("Q");
            flow.until(() -> found(added).size() == 100);
            flow.until(() -> certificate("Q").isPresent());
            assertThat(certificate("Q").orElseThrow()).satisfies(certificate -> {
                assertThat(certificate.agrees()).isTrue();
                assertThat(certificate.destination().there().rows()).isEqualTo(100);
            });
            assertThat(certificate("P")).as("a first load").isEmpty();
            change(9, "later");
            flow.until(() -> name(added, 9).equals("later") && name(index, 9).equals("LATER"));
        }
        workspace.run(); // what a batch that was stopped in its middle had written counts from now on
        TestServers.call("DELETE", added + "/_doc/60?refresh=true");
        RunRecord run = workspace.run(EnumSet.of(Step.VERIFY));
        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.error()).contains("pipeline 'Q'", added + " differ in 1 key, in 1 of 256 ranges", "1 are missing there", "among them 60", "--repair").doesNotContain("pipeline 'P'");
        assertThat(workspace.run(EnumSet.of(Step.REPAIR)).outcome()).isEqualTo("succeeded");
        assertThat(name(added, 60)).isEqualTo("n60");
    }

    /** Of the newest run. */
    private Optional<Certificate> certificate(String pipeline) {
        RunLog runs = workspace.leat().lake().runs();
        return runs.certificates(runs.newest(1).get(0).run()).stream().filter(certificate -> certificate.pipeline().equals(pipeline)).findFirst();
    }

    @Test
    void whoFollowsMakesWayForARewindAndAReplayAndGoesOn() throws Exception {
        workspace.write("flows/f.yaml", workspace.read("flows/f.yaml") + "    backlog: {limit: 100%}\n");
        workspace.write("mappings/p.yaml", workspace.read("mappings/p.yaml").replace("upper(name)", "cast(substr(name, 2) as int)"));
        approve("P");
        try (Followed flow = Followed.of(workspace)) {
            flow.until(() -> found(index).size() == 100);
            change(5, "noNumber");
            flow.until(() -> workspace.leat().lake().pipeline(workspace.leat().files().pipeline("P")).waiting().equals(Optional.of(1L)));
            assertThat(workspace.replay()).returns(1L, Replay.Outcome::waiting).returns(1L, Replay.Outcome::failed);

            Leat leat = workspace.leat();
            Rewind.of(leat.lake(), leat.files().flowOf("P"), leat.files().pipeline("P"), Rewind.BEGINNING).apply(leat.lake(), leat.files().pipeline("P"));
            flow.until(() -> flow.pulses().get(0).written() >= 199); // all but the one that fails, once more
            assertThat(leat.lake().pipeline(leat.files().pipeline("P")).state().orElseThrow().generation()).isPositive();
            change(6, "n66");
            flow.until(() -> name(index, 6).equals("66"));
        }
    }

    @Test
    void aNewColumnIsInTheLakeAtOnceAndADroppedOnePausesThePipelineThatUsesIt() throws Exception {
        TestPostgres.run("alter table %s add column note text".formatted(table));
        pipeline("Q", "note_" + table, "note", "");
        approve("Q");
        try (Followed flow = Followed.of(workspace)) {
            flow.until(() -> found(index).size() == 100 && found("note_" + table).size() == 100);
            TestPostgres.run("alter table %s add column extra text".formatted(table));
            TestPostgres.run("update %s set extra = 'there', at = clock_timestamp() where id = 3".formatted(table));
            flow.until(() -> captured().contains("there"));

            TestPostgres.run("alter table %s drop column note".formatted(table));
            flow.until(() -> phase(flow, "Q").equals("paused"));
            change(8, "goes on");
            flow.until(() -> name(index, 8).equals("GOES ON"));
            assertThat(flow.pulses()).filteredOn(pulse -> pulse.pipeline().equals("Q")).singleElement().satisfies(pulse -> assertThat(pulse.trouble()).contains("note"));
        }
    }

    @Test
    void aColumnThatIsNewIsLeftAloneWhereTheFlowSaysSo() throws Exception {
        workspace.write("flows/f.yaml", workspace.read("flows/f.yaml").replace("every: 0s\n", "every: 0s\non_schema_change: ignore\n"));
        try (Followed flow = Followed.of(workspace)) {
            flow.until(() -> found(index).size() == 100);
            TestPostgres.run("alter table %s add column extra text default 'x'".formatted(table));
            change(2, "goes on");
            flow.until(() -> name(index, 2).equals("GOES ON"));
            assertThat(captured()).as("the new column").isEmpty();
            assertThat(flow.pulses()).allSatisfy(pulse -> assertThat(pulse.trouble()).isNull());

            TestPostgres.run("alter table %s drop column extra".formatted(table));
            change(3, "still");
            flow.until(() -> name(index, 3).equals("STILL"));
        }
    }

    @Test
    void aColumnOfAnotherTypePausesThePipelineThatUsesItAlone() throws Exception {
        TestPostgres.run("alter table %1$s add column note text; update %1$s set note = id::text".formatted(table));
        pipeline("Q", "note_" + table, "note", "");
        approve("Q");
        try (Followed flow = Followed.of(workspace)) {
            flow.until(() -> found(index).size() == 100 && found("note_" + table).size() == 100);
            TestPostgres.run("update %1$s set note = 'none', at = clock_timestamp() where id = 4".formatted(table));
            flow.until(() -> name("note_" + table, 4).equals("none"));
            TestPostgres.run("alter table %s alter column note type int using length(note)".formatted(table));
            flow.until(() -> phase(flow, "Q").equals("paused"));
            change(8, "goes on");
            flow.until(() -> name(index, 8).equals("GOES ON"));
            assertThat(flow.pulses()).filteredOn(pulse -> pulse.pipeline().equals("Q")).singleElement().satisfies(pulse -> assertThat(pulse.trouble()).contains("note"));

            TestPostgres.run("update %1$s set note = 77, at = clock_timestamp() where id = 9".formatted(table));
            approve("Q");
            flow.until(() -> name("note_" + table, 9).equals("77"));
            assertThat(name(index, 9)).as("one that uses it not").isEqualTo("N9");
        }
    }

    @Test
    void aFlowThatSaysSoPausesOrFailsWhenTheSourceChanges() throws Exception {
        workspace.write("flows/f.yaml", workspace.read("flows/f.yaml").replace("every: 0s\n", "every: 0s\non_schema_change: pause\n"));
        try (Followed flow = Followed.of(workspace)) {
            flow.until(() -> found(index).size() == 100);
            TestPostgres.run("alter table %s add column extra text".formatted(table));
            flow.until(() -> flow.pulses().get(0).trouble() != null);
            assertThat(flow.pulses().get(0).trouble()).contains("'extra' is new", "on_schema_change: pause");
            change(2, "late");
            workspace.write("flows/f.yaml", workspace.read("flows/f.yaml").replace("pause", "fail"));
            flow.until(() -> name(index, 2).equals("LATE"));

            TestPostgres.run("alter table %s add column more text".formatted(table));
            assertThatThrownBy(() -> flow.until(() -> false)).hasRootCauseMessage(
                "db." + table + ": its schema has changed ('more' is new), and the flow says on_schema_change: fail. Start it again to go on with it, or write on_schema_change: add.");
        } catch (AssertionError failed) {
            assertThat(failed).hasMessageContaining("on_schema_change: fail"); // what ending it tells once more
        }
        assertThat(workspace.leat().lake().runs().newest(1).get(0)).returns("failed", RunRecord::outcome).returns(5, RunRecord::exitCode);
    }

    /** Values of the new column, once it is there. */
    private java.util.List<String> captured() {
        var capture = workspace.leat().spark(Size.SMALL).read().format("delta").load(folder.resolve("lake/captures/db/" + table + "/table").toString());
        return java.util.List.of(capture.columns()).contains("extra")
            ? capture.where("extra is not null").select("extra").collectAsList().stream().map(row -> row.getString(0)).toList() : java.util.List.of();
    }

    private static String phase(Followed flow, String pipeline) {
        return flow.pulses().stream().filter(pulse -> pulse.pipeline().equals(pipeline)).map(Pulse::phase).findFirst().orElse("");
    }

    private void change(int id, String name) {
        TestPostgres.run("update %s set name = '%s', at = clock_timestamp() where id = %d".formatted(table, name, id));
    }

    private void pipeline(String name, String target, String expression, String more) {
        String file = "mappings/" + name.toLowerCase(java.util.Locale.ROOT) + ".yaml";
        workspace.write(file, """
            pipeline: %s
            source: {connection: db, entity: %s}
            destination: {connection: search, entity: %s}
            fields:
              - {target: id, expression: "id"}
              - {target: name, expression: "%s"}
            """.formatted(name, table, target, expression));
        workspace.write("flows/f.yaml", workspace.read("flows/f.yaml") + """
            - name: %s
              source: %s
              destination: %s
              mapping: %s
              capture: {incremental: at}
            """.formatted(name, table, target, file).indent(2) + more.indent(4));
    }

    private void approve(String pipeline) {
        Leat leat = workspace.leat();
        PipelinePlan plan = leat.check(leat.files().flowOf(pipeline), java.util.List.of(leat.files().pipeline(pipeline))).pipelines().get(0);
        Approvals.of(leat.files()).approve(plan, "jane@example.com", Instant.now(), Optional.empty());
    }

    private static Map<String, JsonNode> found(String index) {
        return TestServers.documents(index);
    }

    private static String name(String index, int id) {
        return Optional.ofNullable(found(index).get(String.valueOf(id))).map(document -> document.path("name").asText()).orElse("");
    }
}
