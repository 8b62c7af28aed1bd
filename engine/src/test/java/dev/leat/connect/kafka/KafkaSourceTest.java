package dev.leat.connect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Finding;
import dev.leat.connect.Loss;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Sample;
import dev.leat.connect.Source;
import dev.leat.connect.TestSession;
import dev.leat.model.Capture;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class KafkaSourceTest {
    private static final Optional<JsonNode> BEGINNING = Optional.empty();
    private final Source source = new KafkaConnector().source(Broker.site());

    private Reading reading(String topic, String... key) {
        EntityName name = EntityName.of(topic);
        return new Reading(name, source.schema(name).columns(), List.of(key), Capture.of("stream"));
    }

    /** Without the record's time and headers. */
    private List<String> rows(Reading reading, Range range) {
        Dataset<Row> read = source.read(TestSession.spark(), reading, range);
        return read.drop("_timestamp", "_headers", "_topic", "_partition", "_offset").collectAsList().stream().map(Row::toString).toList();
    }

    private List<String> columns(String topic) {
        return source.schema(EntityName.of(topic)).columns().stream().map(column -> column.name() + " " + column.type().orElseThrow()).toList();
    }

    @Test
    void eachRecordIsReadOnceAndARangeReadsTheSameAgain() {
        Broker.topic("visits", 2);
        Broker.send("visits", "a", "{\"id\": 1, \"page\": {\"url\": \"/x\"}, \"tags\": [\"new\"]}");
        Broker.send("visits", "b", "{\"id\": 2, \"page\": null}");
        assertThat(columns("visits")).containsExactlyInAnyOrder("id bigint", "page struct<url:string>", "tags array<string>", "_key string", "_timestamp timestamp", "_headers map<string,string>",
            "_topic string", "_partition int", "_offset bigint");
        Reading reading = reading("visits", "id");
        Range first = source.next(reading, BEGINNING).orElseThrow();
        assertThat(first.rows()).isEqualTo(2);
        List<String> read = rows(reading, first);
        assertThat(read).hasSize(2).anyMatch(row -> row.contains("[/x]") && row.endsWith(",a,null,u]")).anyMatch(row -> row.endsWith(",b,null,u]"));
        assertThat(source.next(reading, Optional.of(first.position()))).isEmpty();
        Broker.send("visits", "a", "{\"id\": 3}");
        assertThat(rows(reading, first)).isEqualTo(read);
        Range second = source.next(reading, Optional.of(first.position())).orElseThrow();
        assertThat(second.rows()).isEqualTo(1);
        assertThat(rows(reading, second)).singleElement().asString().contains("3").endsWith(",a,null,u]");
    }

    @Test
    void recordsOfOneKeyComeInTheirOrder() {
        Broker.topic("steps", 3);
        for (int i = 0; i < 60; i++) {
            Broker.send("steps", "k" + i % 5, "{\"step\": " + i + "}");
        }
        Reading reading = reading("steps", "_key");
        List<Row> rows = source.read(TestSession.spark(), reading, source.next(reading, BEGINNING).orElseThrow()).collectAsList();
        for (int key = 0; key < 5; key++) {
            String wanted = "k" + key;
            List<Long> steps = rows.stream().filter(row -> wanted.equals(row.getAs("_key"))).map(row -> row.<Long>getAs("step")).toList();
            assertThat(steps).hasSize(12).isSorted();
        }
    }

    @Test
    void recordThatIsNoObjectOrDoesNotFitIsKeptWhole() {
        Broker.topic("mixed", 1);
        Broker.send("mixed", "1", "{\"id\": 1, \"price\": 2.5}");
        Reading reading = reading("mixed", "id");
        Broker.send("mixed", "2", "{\"id\": \"two\", \"price\": 2.5}");
        Broker.send("mixed", "3", "{\"id\": 3, broken");
        Broker.send("mixed", "4", "[{\"id\": 4}, {\"id\": 5}]");
        Broker.send("mixed", "5", "null");
        Broker.send("mixed", "6", "");
        Broker.send(new ProducerRecord<>("mixed", "7", new byte[] {'{', (byte) 0xff, '}'}));
        Broker.send("mixed", "8", " {\"id\": 8}");
        assertThat(rows(reading, source.next(reading, BEGINNING).orElseThrow())).containsExactly("[1,2.5,1,null,u]", "[null,null,2,Map(_record -> {\"id\": \"two\", \"price\": 2.5}),u]",
            "[null,null,3,Map(_record -> {\"id\": 3, broken),u]", "[null,null,4,Map(_record -> [{\"id\": 4}, {\"id\": 5}]),u]", "[null,null,5,Map(_record -> null),u]",
            "[null,null,6,Map(_record -> ),u]", "[null,null,7,Map(_record -> e/99),u]", "[8,null,8,null,u]");
    }

    @Test
    void tombstoneDeletesTheRowThatItsKeyNames() {
        Broker.topic("users", 1);
        Broker.send("users", "1", "{\"id\": 1, \"region\": \"eu\"}");
        Broker.send("users", "1", null);
        Broker.send("users", "{\"id\": 2, \"region\": \"us\"}", null);
        Broker.send("users", "no number", null);
        Reading byId = reading("users", "id");
        assertThat(rows(byId, source.next(byId, BEGINNING).orElseThrow())).containsExactly("[1,eu,1,null,u]", "[1,null,1,null,d]", "[2,us,{\"id\": 2, \"region\": \"us\"},null,d]",
            "[null,null,no number,null,d]");
        Reading byTwo = reading("users", "region", "id");
        assertThat(rows(byTwo, source.next(byTwo, BEGINNING).orElseThrow())).contains("[null,null,1,null,d]", "[2,us,{\"id\": 2, \"region\": \"us\"},null,d]");
    }

    @Test
    void headersAndTimesOfRecordsAreColumns() {
        Broker.topic("traced", 1);
        ProducerRecord<String, byte[]> entry = new ProducerRecord<>("traced", 0, 1_700_000_000_123L, "k", "{\"id\": 1}".getBytes(StandardCharsets.UTF_8));
        entry.headers().add("trace", "first".getBytes(StandardCharsets.UTF_8)).add("trace", "last".getBytes(StandardCharsets.UTF_8)).add("empty", null);
        Broker.send(entry);
        Reading reading = reading("traced", "id");
        Row row = source.read(TestSession.spark(), reading, source.next(reading, BEGINNING).orElseThrow()).selectExpr("_headers['trace']", "_headers['empty']", "unix_millis(_timestamp)").head();
        assertThat(row.toString()).isEqualTo("[last,null,1700000000123]");
    }

    @Test
    void transactionThatWasNotCommittedIsNeverSeen() throws Exception {
        Broker.topic("booked", 1);
        try (KafkaProducer<String, byte[]> producer = Broker.producer(Map.of("transactional.id", "test"))) {
            producer.initTransactions();
            for (String outcome : List.of("kept", "undone", "kept")) {
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("booked", outcome, ("{\"outcome\": \"" + outcome + "\"}").getBytes(StandardCharsets.UTF_8))).get();
                if (outcome.equals("kept")) {
                    producer.commitTransaction();
                } else {
                    producer.abortTransaction();
                }
            }
        }
        Reading reading = reading("booked", "_key");
        Range all = source.next(reading, BEGINNING).orElseThrow();
        assertThat(rows(reading, all)).containsExactly("[kept,kept,null,u]", "[kept,kept,null,u]");
        assertThat(source.next(reading, Optional.of(all.position()))).isEmpty();
    }

    @Test
    void recordsThatRetentionDroppedUnreadAreAnErrorThatCountsThem() {
        Broker.topic("short-lived", 1);
        String topic = "\"short-lived\"";
        for (int i = 0; i < 10; i++) {
            Broker.send("short-lived", "k", "{\"id\": " + i + "}");
        }
        Reading reading = reading(topic, "id");
        Range first = source.next(reading, BEGINNING).orElseThrow();
        for (int i = 10; i < 20; i++) {
            Broker.send("short-lived", "k", "{\"id\": " + i + "}");
        }
        Broker.drop("short-lived", 0, 15);
        assertThatThrownBy(() -> source.next(reading, Optional.of(first.position()))).isInstanceOfSatisfying(LeatException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.WORKSPACE);
            assertThat(e).hasMessageContaining("10 to 14 of partition 0").hasMessageContaining("retention");
        });
        assertThat(source.next(reading, BEGINNING).orElseThrow().rows()).isEqualTo(5);
    }

    @Test
    void topicThatWasMadeAgainIsAnError() throws Exception {
        Broker.topic("again", 1);
        Broker.send("again", "k", "{\"id\": 1}");
        Reading reading = reading("again", "id");
        Range first = source.next(reading, BEGINNING).orElseThrow();
        Broker.delete("again");
        for (int tries = 0; Topic.find(Broker.site(), EntityName.of("again")).isPresent() && tries < 100; tries++) {
            Thread.sleep(100);
        }
        assertThatThrownBy(() -> source.next(reading, Optional.of(first.position()))).isInstanceOf(LeatException.class).hasMessageContaining("no entity 'again'");
        Broker.topic("again", 1);
        assertThatThrownBy(() -> source.next(reading, Optional.of(first.position()))).isInstanceOfSatisfying(LeatException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.WORKSPACE);
            assertThat(e).hasMessageContaining("made again");
        });
    }

    @Test
    void whoAcceptsALossGoesOnWithWhatIsThere() {
        Broker.topic("pruned", 1);
        for (int i = 0; i < 10; i++) {
            Broker.send("pruned", "k", "{\"id\": " + i + "}");
        }
        Reading reading = reading("pruned", "id");
        JsonNode position = source.next(reading, BEGINNING).orElseThrow().position();
        assertThat(source.loss(reading, position)).isEmpty();
        for (int i = 10; i < 20; i++) {
            Broker.send("pruned", "k", "{\"id\": " + i + "}");
        }
        Broker.drop("pruned", 0, 15);
        Loss loss = source.loss(reading, position).orElseThrow();
        assertThat(loss.what()).contains("10 to 14 of partition 0");
        assertThat(rows(reading, new Range(loss.position(), loss.bounds(), Optional.empty(), 0))).isEmpty();
        assertThat(source.next(reading, Optional.of(loss.position())).orElseThrow().rows()).isEqualTo(5);
    }

    @Test
    void patternReadsAllTopicsThatFitAlsoThoseThatComeLater() {
        Broker.topic("metrics.cpu", 1);
        Broker.topic("metrics.disk", 2);
        Broker.send("metrics.cpu", "a", "{\"load\": 1}");
        Broker.send("metrics.disk", "b", "{\"free\": 2}");
        EntityName all = EntityName.of("metrics.*");
        Reading reading = new Reading(all, source.schema(all).columns(), List.of("_key"), Capture.of("stream"));
        Range first = source.next(reading, BEGINNING).orElseThrow();
        assertThat(source.read(TestSession.spark(), reading, first).selectExpr("_topic", "_key", "load", "free").collectAsList()).extracting(Row::toString)
            .containsExactlyInAnyOrder("[metrics.cpu,a,1,null]", "[metrics.disk,b,null,2]");
        Broker.topic("metrics.net", 1);
        Broker.send("metrics.net", "c", "{\"load\": 3}");
        Broker.send("metrics.cpu", "a", "{\"load\": 4}");
        Range second = source.next(reading, Optional.of(first.position())).orElseThrow();
        assertThat(source.read(TestSession.spark(), reading, second).selectExpr("_topic", "load", "_offset").collectAsList()).extracting(Row::toString)
            .containsExactlyInAnyOrder("[metrics.net,3,0]", "[metrics.cpu,4,1]");
        Broker.delete("metrics.net");
        for (int tries = 0; source.loss(reading, second.position()).isEmpty() && tries < 100; tries++) {
            dev.leat.connect.Backoff.sleep(100);
        }
        assertThatThrownBy(() -> source.next(reading, Optional.of(second.position()))).hasMessageContaining("'metrics.net' was deleted").hasMessageContaining("accept-loss");
    }

    @Test
    void streamBeginsAtTheEndOrAtATimeWhereTheFlowSaysSo() {
        Broker.topic("timed", 1);
        for (long i = 0; i < 4; i++) {
            Broker.send(new ProducerRecord<>("timed", 0, 1_700_000_000_000L + i * 1_000, "k", ("{\"id\": " + i + "}").getBytes(StandardCharsets.UTF_8)));
        }
        Reading timed = from("timed", "2023-11-14T22:13:22Z");
        assertThat(rows(timed, source.next(timed, BEGINNING).orElseThrow())).containsExactly("[2,k,null,u]", "[3,k,null,u]");
        Reading latest = from("timed", "latest");
        Range end = source.next(latest, BEGINNING).orElseThrow();
        assertThat(end.rows()).isZero();
        assertThat(source.next(latest, Optional.of(end.position()))).isEmpty();
        Broker.send("timed", "k", "{\"id\": 4}");
        assertThat(rows(latest, source.next(latest, Optional.of(end.position())).orElseThrow())).containsExactly("[4,k,null,u]");
        assertThatThrownBy(() -> from("timed", "yesterday")).hasMessageContaining("earliest, latest or a time");
    }

    private Reading from(String topic, String start) {
        EntityName name = EntityName.of(topic);
        return new Reading(name, source.schema(name).columns(), List.of("id"), new Capture(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(start)));
    }

    @Test
    void positionOfACaptureFromBeforeThereWerePatternsIsUnderstood() throws Exception {
        Broker.topic("older", 1);
        Broker.send("older", "k", "{\"id\": 1}");
        Broker.send("older", "k", "{\"id\": 2}");
        Reading reading = reading("older", "id");
        String id = source.next(reading, BEGINNING).orElseThrow().position().at("/topics/older/id").asText();
        JsonNode before = new com.fasterxml.jackson.databind.ObjectMapper().readTree("{\"topic\": \"" + id + "\", \"offsets\": {\"0\": 1}}");
        assertThat(rows(reading, source.next(reading, Optional.of(before)).orElseThrow())).containsExactly("[2,k,null,u]");
    }

    @Test
    void sampleHasTheOldestAndTheNewestRecords() {
        Broker.topic("long", 1);
        List<String> sent = new ArrayList<>();
        try (KafkaProducer<String, byte[]> producer = Broker.producer(Map.of())) {
            for (int i = 0; i < 5_000; i++) {
                producer.send(new ProducerRecord<>("long", "k" + i, ("{\"id\": " + i + (i == 4_999 ? ", \"late\": true" : "") + "}").getBytes(StandardCharsets.UTF_8)));
                sent.add("k" + i);
            }
        }
        Sample sample = new KafkaConnector().sampler(Broker.site()).sample(EntityName.of("long"), 100).orElseThrow();
        assertThat(sample.schema().names()).contains("id", "late");
        assertThat(sample.rows()).hasSize(100);
        assertThat(sample.rows().get(0).toString()).contains("\"id\":0", "\"_key\":\"k0\"");
        assertThat(new KafkaConnector().sampler(Broker.site()).sample(EntityName.of("nothing"), 100)).isEmpty();
    }

    @Test
    void doctorTellsWhatIsThere() {
        Broker.topic("seen", 1);
        assertThat(new KafkaConnector().check(Broker.site())).singleElement().extracting(Finding::what).asString().contains("topics at 127.0.0.1");
    }

    @Test
    void brokerThatCannotBeReachedIsAFailureOfTheSystem() {
        Source nowhere = new KafkaConnector().source(Broker.site("127.0.0.1:1"));
        assertThatThrownBy(() -> nowhere.schema(EntityName.of("x"))).isInstanceOfSatisfying(LeatException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.SYSTEM);
            assertThat(e).hasMessageContaining("127.0.0.1:1");
        });
    }
}
