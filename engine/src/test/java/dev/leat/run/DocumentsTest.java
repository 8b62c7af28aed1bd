package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connect.kafka.Broker;
import dev.leat.lake.RunRecord;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources whose records are documents, any of which may be broken. */
class DocumentsTest {
    @TempDir
    private Path folder;

    private TestWorkspace workspace(String source) {
        return new TestWorkspace(folder).write("leat.yaml", """
            workspace: documents
            lake: ./lake
            connections:
              db: {%s}
              out: {type: delta, path: ./out}
            spark: {master: "local[2]"}
            """.formatted(source));
    }

    private List<String> arrived() {
        return SparkSession.active().read().format("delta").load(folder.resolve("out/orders").toString()).orderBy("id").select("id", "total").collectAsList().stream().map(Row::toString).toList();
    }

    private static List<String> reasons(TestWorkspace workspace) {
        return workspace.backlog().stream().map(row -> row.getAs("reason") + " " + row.getAs("value")).sorted().toList();
    }

    @Test
    void brokenLinesOfFilesThatAreAppendedWaitInTheBacklogEachWhole() {
        TestWorkspace workspace = workspace("type: files, path: ./files, format: json").write("files/orders/1.jsonl", """
            {"id": 1, "total": 1.5}
            {"id": 2, broken
            {"id": "three", "total": 2}
            {"id": 4, "total": 2.5}
            """).pipeline("out", "orders", "orders", "capture: append\nwrite: append\nbacklog: {limit: 100%}");
        workspace.mapping("out", "orders", "orders", "id = cast(id as bigint)", "total = cast(total as double)");

        RunRecord run = workspace.run();

        assertThat(run.outcome()).as(run.error()).isEqualTo("succeeded");
        assertThat(arrived()).containsExactly("[1,1.5]", "[4,2.5]");
        assertThat(reasons(workspace)).containsExactly("cast id=three", "unreadable {\"id\": 2, broken");
    }

    @Test
    void topicIsReadFromItsBeginningThenOnAndATombstoneDeletes() {
        Broker.topic("orders", 2);
        Broker.send("orders", "1", "{\"id\": 1, \"total\": 1.5}");
        Broker.send("orders", "2", "{\"id\": 2, \"total\": 2.5}");
        for (int i = 0; i < 40; i++) {
            Broker.send("orders", "9", "{\"id\": 9, \"total\": " + i + "}");
        }
        TestWorkspace workspace = workspace("type: kafka, url: \"" + Broker.address() + "\"").pipeline("out", "orders", "orders", "key: [id]\nbacklog: {limit: 100%}");
        workspace.mapping("out", "orders", "orders", "id = id", "total = total");

        assertThat(workspace.run().outcome()).isEqualTo("succeeded");
        assertThat(arrived()).containsExactly("[1,1.5]", "[2,2.5]", "[9,39.0]");
        assertThat(workspace.run().outcome()).isEqualTo("nothing-new");

        Broker.send("orders", "1", "{\"id\": 1, \"total\": 3.5}");
        Broker.send("orders", "1", "{\"id\": 1, \"total\": 4.5}");
        Broker.send("orders", "2", null);
        Broker.send("orders", "3", "{\"id\": \"three\"}");
        Broker.send("orders", "4", "{broken");
        RunRecord run = workspace.run();
        assertThat(run.outcome()).as(run.error()).isEqualTo("succeeded");
        assertThat(arrived()).containsExactly("[1,4.5]", "[9,39.0]");
        assertThat(reasons(workspace)).containsExactly("unreadable {\"id\": \"three\"}", "unreadable {broken");
    }
}
