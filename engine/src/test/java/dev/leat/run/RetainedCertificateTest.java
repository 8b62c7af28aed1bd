package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connect.kafka.Broker;
import dev.leat.lake.CaptureLog;
import dev.leat.lake.Certificate;
import dev.leat.lake.Lake;
import dev.leat.lake.PipelineLog;
import dev.leat.lake.RunRecord;
import dev.leat.model.EntityName;
import io.delta.tables.DeltaTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics and files, read again up to where the lake is, against the lake. */
class RetainedCertificateTest {
    private static final EnumSet<Step> CERTIFY = EnumSet.of(Step.CAPTURE, Step.MATERIALIZE, Step.VERIFY, Step.CERTIFY);
    @TempDir
    private Path folder;

    private static Certificate.Side source(TestWorkspace workspace, RunRecord run) {
        List<Certificate> kept = workspace.leat().lake().runs().certificates(run.run());
        assertThat(kept).as(run.error()).hasSize(1);
        return kept.get(0).source();
    }

    private Certificate.Side certified(TestWorkspace workspace) {
        RunRecord run = workspace.run(CERTIFY);
        assertThat(run.exitCode()).as(run.error()).isZero();
        return source(workspace, run);
    }

    /** As if the lake had been written so: streams take no change of what is there. */
    private static void tamper(StreamedTopic topic, Consumer<DeltaTable> change) {
        Lake lake = topic.workspace().leat().lake();
        CaptureLog log = lake.capture("db", EntityName.of(topic.topic()));
        SparkSession spark = topic.workspace().leat().spark(Size.SMALL);
        spark.sql("alter table delta.`" + log.table() + "` set tblproperties ('delta.appendOnly' = 'false')");
        change.accept(DeltaTable.forPath(spark, log.table()));
        long version = DeltaTables.version(spark, log.table());
        CaptureLog.Head head = log.head().orElseThrow();
        log.finish(new CaptureLog.Head(head.number(), version, head.position(), head.run(), head.at(), head.rows()));
        PipelineLog pipeline = lake.pipeline(topic.workspace().leat().files().pipeline("P"));
        PipelineLog.State state = pipeline.state().orElseThrow();
        pipeline.save(new PipelineLog.State(state.generation(), state.from(), state.seam(), true, version, state.number(), state.mapping(), state.run(), state.at()));
    }

    private StreamedTopic topic() {
        return StreamedTopic.into(folder, "{type: files, path: ./out, format: json}", "names", "write: append");
    }

    @Test
    void everyOffsetOfATopicIsInTheLakeAndWhatIsNotIsNamed() {
        StreamedTopic topic = topic();
        topic.succeed();
        topic.send("3", "Cid");
        topic.delete("1");
        Certificate.Side side = certified(topic.workspace());
        assertThat(side.compared()).isTrue();
        assertThat(side.ranges()).singleElement().satisfies(range -> {
            assertThat(range.place()).isEqualTo("partition 0 of '" + topic.topic() + "', offsets 0 to 3");
            assertThat(range.lake()).isEqualTo(range.there());
            assertThat(range.there().rows()).isEqualTo(4);
        });
        tamper(topic, lake -> {
            lake.delete("_offset = 1");
            lake.updateExpr("_offset = 2", java.util.Map.of("name", "'Eve'"));
        });
        RunRecord run = topic.workspace().run(CERTIFY);
        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.error()).contains("differ in 1 of 1 places: partition 0 of '" + topic.topic() + "', offsets 0 to 3: 1 records were never captured, 0 are only in the lake, 1 have other values; _offset 1, 2");
        assertThat(source(topic.workspace(), run).differing()).hasSize(1);
    }

    @Test
    void whatRetentionDroppedOrAnEarlierTopicOfTheNameHadIsSaidAndNotCompared() {
        StreamedTopic topic = topic();
        topic.succeed();
        Broker.drop(topic.topic(), 0, 1);
        topic.send("3", "Cid");
        Certificate.Side side = certified(topic.workspace());
        assertThat(side.note()).contains("offsets 0 to 0 of partition 0 of '" + topic.topic() + "' are gone by its retention");
        assertThat(side.leftOut()).isEqualTo(1);
        assertThat(side.lake().rows()).isEqualTo(2);
        Broker.delete(topic.topic());
        Broker.topic(topic.topic(), 1);
        topic.send("4", "Dan");
        assertThat(AcceptedLoss.apply(topic.workspace().leat(), topic.workspace().leat().files().pipeline("P"), "jane@example.com")).isPresent();
        Certificate.Side anew = certified(topic.workspace());
        assertThat(anew.ranges()).singleElement().satisfies(range -> assertThat(range.place()).endsWith("offsets 0 to 0"));
        assertThat(anew.agrees()).isTrue();
        assertThat(anew.leftOut()).as("of the earlier topic").isEqualTo(3);
    }

    @Test
    void marksOfTransactionsAreNoRecordsAndWhatWasNotCommittedIsNeither() {
        StreamedTopic topic = topic();
        Broker.transaction(topic.topic(), "3", "{\"id\": 3, \"name\": \"Cid\"}", Broker.End.COMMIT);
        Broker.transaction(topic.topic(), "4", "{\"id\": 4, \"name\": \"Dan\"}", Broker.End.ABORT);
        topic.send("5", "Eve");
        Certificate.Side side = certified(topic.workspace());
        assertThat(side.ranges()).singleElement().satisfies(range -> {
            assertThat(range.place()).endsWith("offsets 0 to 6");
            assertThat(range.there().rows()).isEqualTo(4);
        });
        assertThat(side.agrees()).isTrue();
    }

    @Test
    void recordsThatACompactedTopicMayHaveDroppedAreLeftOut() {
        StreamedTopic topic = topic();
        Broker.compact(topic.topic());
        topic.succeed();
        Certificate.Side side = certified(topic.workspace());
        assertThat(side.note()).contains("compacted");
        assertThat(side.lake().rows()).isEqualTo(2);
        tamper(topic, lake -> lake.delete("_offset = 1"));
        RunRecord run = topic.workspace().run(CERTIFY);
        assertThat(run.error()).contains("1 records were never captured", "_offset 1");
    }

    private TestWorkspace files() throws Exception {
        TestWorkspace workspace = new TestWorkspace(folder);
        Files.createDirectories(folder.resolve("in/people"));
        workspace.write("in/people/1.csv", "id,name\n1,Ann\n2,Bob\n2,Bob\n").write("leat.yaml", """
            workspace: test
            lake: ./lake
            connections:
              db: {type: files, path: ./in, format: csv}
              to: {type: delta, path: ./out}
            spark: {master: "local[2]"}
            """).pipeline("to", "people", "people", "key: [id]\ncapture: append").mapping("to", "people", "people", "id = cast(id as int)", "name = upper(name)");
        assertThat(workspace.run().outcome()).isEqualTo("succeeded");
        workspace.write("in/people/2.csv", "id,name\n1,Anna\n");
        return workspace;
    }

    @Test
    void rowsOfFilesThatWereReadTogetherAreCompared() throws Exception {
        TestWorkspace workspace = files();
        Certificate.Side side = certified(workspace);
        assertThat(side.ranges()).extracting(Certificate.Range::place).containsExactly("commit 1 of people/1.csv", "commit 2 of people/2.csv");
        assertThat(side.ranges()).extracting(range -> range.there().rows()).containsExactly(3L, 1L);
        assertThat(side.agrees()).isTrue();
        workspace.write("in/people/2.csv", "id,name\n1,Anne\n"); // of the same size, so that no run sees it
        RunRecord run = workspace.run(CERTIFY);
        assertThat(run.error()).contains("differ in 1 of 2 places: commit 2 of people/2.csv: 1 records were never captured, 1 are only in the lake");
    }

    @Test
    void filesThatAreGoneAreSaidAndWhatWasReadWithThemIsNotCompared() throws Exception {
        TestWorkspace workspace = files();
        certified(workspace);
        Files.delete(folder.resolve("in/people/1.csv"));
        Certificate.Side side = certified(workspace);
        assertThat(side.note()).contains("1 file is gone since (people/1.csv)");
        assertThat(side.ranges()).extracting(Certificate.Range::place).containsExactly("commit 2 of people/2.csv");
        assertThat(side.leftOut()).isEqualTo(3);
    }
}
