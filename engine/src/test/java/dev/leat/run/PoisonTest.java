package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connect.embedded.Server;
import dev.leat.connect.kafka.Broker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic that is followed into a table, with records in it that nobody can take: each is one of the backlog, and what comes before and behind it arrives. */
class PoisonTest {
    private static final int LARGE = 20 << 20;
    private static int topics;

    @TempDir
    private Path folder;
    private final String topic = "poison" + ++topics;
    private TestWorkspace workspace;

    @BeforeEach
    void aTableThatRefusesAName() {
        Broker.topicOfLargeRecords(topic);
        TestPostgres.run("drop table if exists %1$s; create table %1$s (id bigint primary key, name text check (name <> 'NEVER'), _leat_seq bigint)".formatted(topic));
        send("1", "first");
        Server postgres = TestServers.start("postgres");
        workspace = new TestWorkspace(folder).write("db-password", postgres.password().orElseThrow()).write("leat.yaml", """
            workspace: test
            lake: ./lake
            connections:
              db: {type: kafka, url: "%s"}
              to: {type: postgres, url: "%s", user: %s, password: "${file:db-password}"}
            spark: {master: "local[2]"}
            """.formatted(Broker.address(), postgres.address(), postgres.user().orElseThrow()))
            .pipeline("to", topic, topic, "key: [id]\ncapture: stream\nbacklog: {limit: 100%}");
        workspace.write("flows/f.yaml", workspace.read("flows/f.yaml").replace("source: db\n", "source: db\nevery: 0s\nretry: {attempts: 1, backoff: PT0.2S, maxBackoff: PT1S}\n"));
        workspace.mapping("to", topic, topic, "id = id", "name = upper(name)");
    }

    private void send(String id, String name) {
        Broker.send(topic, id, "{\"id\": " + id + ", \"name\": \"" + name + "\"}");
    }

    /** By id; of a long name its length. */
    private Map<String, String> table() {
        Map<String, String> names = new TreeMap<>();
        TestPostgres.texts("select id || '=' || case when length(name) > 100 then length(name)::text else coalesce(name, '') end from " + topic)
            .forEach(row -> names.put(row.substring(0, row.indexOf('=')), row.substring(row.indexOf('=') + 1)));
        return names;
    }

    @Test
    void eachIsOneRecordOfTheBacklogAndTheOthersArrive() throws Exception {
        try (Followed flow = Followed.of(workspace)) {
            flow.until(() -> table().containsKey("1"));
            Broker.send(topic, "2", "{\"id\": 2, broken");
            send("3", "behind what is no JSON");
            Broker.send(topic, "4", "x".repeat(LARGE));
            send("5", "behind 20 MB of nothing");
            send("6", "y".repeat(LARGE)); // longer than a text in JSON may be for Spark's parser
            send("61", "y".repeat(LARGE / 2));
            send("7", "never");
            send("8", "behind what the table refuses");
            Broker.send(topic, null, "{\"id\": null, \"name\": \"without a key\"}");
            Broker.send(topic, null, null);
            Broker.send(topic, null, "{\"id\": 9, \"name\": \"its key is in the row\"}");
            send("10", "last");
            flow.until(() -> table().containsKey("10"));
            assertThat(table()).isEqualTo(new TreeMap<>(Map.of("1", "FIRST", "3", "BEHIND WHAT IS NO JSON", "5", "BEHIND 20 MB OF NOTHING", "61", String.valueOf(LARGE / 2), "8", "BEHIND WHAT THE TABLE REFUSES",
                "9", "ITS KEY IS IN THE ROW", "10", "LAST")));
            List<Row> waiting = workspace.backlog();
            assertThat(waiting).extracting(row -> row.<String>getAs("reason")).hasSize(6).doesNotContainNull();
            assertThat(waiting).filteredOn(row -> "7".equals(row.getAs("id"))).singleElement();

            send("7", "at last"); // corrected at the source
            flow.until(() -> "AT LAST".equals(table().get("7")));
        }
    }

    @Test
    void whatComesTwiceAndLateEndsAtTheNewest() throws Exception {
        Random random = new Random(7);
        Map<String, String> newest = new TreeMap<>(Map.of("1", "FIRST"));
        List<String[]> sent = new ArrayList<>();
        try (Followed flow = Followed.of(workspace)) {
            flow.until(() -> table().containsKey("1"));
            for (int event = 0; event < 200; event++) {
                String id = String.valueOf(2 + random.nextInt(20));
                sent.add(new String[] {id, "e" + event});
                send(id, "e" + event);
                newest.put(id, "E" + event);
                if (random.nextInt(20) == 0) { // a producer that has died sends all once more since it last knew
                    for (String[] again : sent.subList(Math.max(0, sent.size() - 30), sent.size())) {
                        send(again[0], again[1]);
                    }
                }
            }
            flow.until(() -> table().equals(newest));
            Thread.sleep(1000);
            assertThat(table()).isEqualTo(newest);
            assertThat(workspace.backlog()).isEmpty();
        }
    }
}
