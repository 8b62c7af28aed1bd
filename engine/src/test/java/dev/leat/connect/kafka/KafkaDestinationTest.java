package dev.leat.connect.kafka;

import static dev.leat.connect.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leat.connect.Batch;
import dev.leat.connect.Batches;
import dev.leat.connect.Destination;
import dev.leat.connect.DestinationContract;
import dev.leat.connect.Failure;
import dev.leat.connect.Finding;
import dev.leat.connect.Written;
import dev.leat.model.EntityName;
import dev.leat.model.Problem;
import dev.leat.model.WriteMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class KafkaDestinationTest extends DestinationContract {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    protected Destination open() {
        return new KafkaConnector().destination(Broker.site());
    }

    /** Of upserts the newest of each key, as a reader does who keeps a table of them. */
    @Override
    protected List<Map<String, String>> stored(EntityName entity) {
        boolean everyChange = records(entity).stream().map(KafkaDestinationTest::key).distinct().count() == 1 && records(entity).size() == 3;
        Map<String, String> newest = new LinkedHashMap<>();
        records(entity).forEach(entry -> newest.put(everyChange ? String.valueOf(entry.offset()) : key(entry), text(entry.value())));
        return newest.values().stream().filter(text -> text != null).map(KafkaDestinationTest::fields).toList();
    }

    private static Map<String, String> fields(String text) {
        try {
            Map<String, String> fields = new LinkedHashMap<>();
            JSON.readTree(text).properties().forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
            return fields;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(ConsumerRecord<byte[], byte[]> entry) {
        return text(entry.key());
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(EntityName entity) {
        Topic topic = Topic.find(Broker.site(), entity).orElseThrow();
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = new Clients(Broker.site()).consumer()) {
            topic.latest().forEach((partition, end) -> {
                TopicPartition place = new TopicPartition(topic.name(), partition);
                consumer.assign(List.of(place));
                consumer.seek(place, 0);
                while (consumer.position(place) < end) {
                    records.addAll(consumer.poll(Duration.ofSeconds(1)).records(place));
                }
            });
        }
        return records;
    }

    /** A log takes what it is given; the header says which version it is. */
    @Override
    @Test
    protected void lateOlderVersionIsCountedAndNotWritten() {
        Batches batches = batches(WriteMode.UPSERT);
        destination.write(batches.of(row("a", "u", 10L, "Anna", 21)));
        assertThat(destination.write(batches.of(row("a", "u", 5L, "Ann", 20)))).isEqualTo(new Written(1, 0, 0));
        assertThat(records(batches.entity())).extracting(entry -> text(entry.headers().lastHeader("_leat_seq").value())).containsExactly("10", "5");
    }

    @Test
    void batchThatComesAgainAddsNoRecordAndIsToldAsNothing() {
        Batches batches = batches(WriteMode.UPSERT);
        Batch batch = batches.of(row("a", "c", 1L, "Ann", 20), row("b", "d", 2L, null, null), row("c", "c", 3L, "Cid", 40));
        assertThat(destination.write(batch)).isEqualTo(new Written(2, 1, 0));
        assertThat(destination.write(Batches.again(batch))).isEqualTo(Written.NOTHING);
        assertThat(records(batches.entity())).hasSize(3);
        destination.write(batches.of(row("a", "u", 4L, "Anna", 21)));
        assertThat(destination.write(Batches.again(batch))).isEqualTo(Written.NOTHING);
        assertThat(records(batches.entity())).hasSize(4);
    }

    @Test
    void writerThatDiedInTheMiddleIsFollowedByTheRowsThatAreMissing() {
        Batches batches = batches(WriteMode.UPSERT);
        Batch batch = batches.of(rows(0));
        destination.write(batch);
        Batch second = batches.of(rows(100));
        // Each of the four writers has sent something, and nothing was committed when they died
        for (int part = 0; part < 4; part++) {
            Transactions dead = new Transactions(Broker.site(), entity, "leat-" + batch.application() + "-" + part);
            dead.send(new ProducerRecord<>(entity, "x".getBytes(StandardCharsets.UTF_8), "{\"name\": \"half\"}".getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(destination.write(second)).isEqualTo(new Written(40, 0, 0));
        assertThat(records(batches.entity())).hasSize(80).noneMatch(entry -> text(entry.value()).contains("half"));
    }

    private static Row[] rows(long from) {
        return java.util.stream.LongStream.range(from, from + 40).mapToObj(i -> row("k" + i % 40, "u", i, "n" + i, (int) i)).toArray(Row[]::new);
    }

    @Test
    void severalKeyFieldsAreAnObjectThatTheSourceUnderstandsAgain() {
        Batches batches = new Batches(entity, WriteMode.UPSERT, "id", "bigint", "region", "string", "at", "timestamp").keyed("id", "region");
        destination.create(batches.entity(), batches.layout());
        destination.write(batches.of(row("[1,eu]", "c", 1L, 1L, "eu", java.sql.Timestamp.from(java.time.Instant.parse("2026-01-31T09:00:00Z"))), row("[2,eu]", "d", 2L, 2L, "eu", null)));
        assertThat(records(batches.entity())).extracting(KafkaDestinationTest::key).containsExactlyInAnyOrder("{\"id\":1,\"region\":\"eu\"}", "{\"id\":2,\"region\":\"eu\"}");
        assertThat(records(batches.entity())).extracting(entry -> text(entry.value())).containsExactlyInAnyOrder("{\"id\":1,\"region\":\"eu\",\"at\":\"2026-01-31T09:00:00.000000Z\"}", null);
    }

    @Test
    void recordThatIsTooLargeIsRefusedAndItsNeighboursArrive() {
        Batches batches = batches(WriteMode.UPSERT);
        Batch batch = batches.of(row("a", "c", 1L, "x".repeat(1_100_000), 20), row("b", "c", 2L, "y".repeat(1_000_000), 30));
        assertThat(destination.write(batch)).isEqualTo(new Written(1, 0, 0));
        assertThat(batch.failures().value()).singleElement().extracting(Failure::detail).asString().contains("max.message.bytes");
    }

    @Test
    void thousandsOfRowsKeepTheOrderOfTheirVersionsForEachKey() {
        Batches batches = batches(WriteMode.APPEND);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            rows.add(row("k" + i % 7, "u", (long) i, "n" + i, i));
        }
        assertThat(destination.write(batches.of(rows.toArray(Row[]::new)))).isEqualTo(new Written(5_000, 0, 0));
        for (int key = 0; key < 7; key++) {
            String wanted = "k" + key;
            assertThat(records(batches.entity()).stream().filter(entry -> key(entry).equals(wanted)).map(entry -> Long.valueOf(text(entry.headers().lastHeader("_leat_seq").value())))).isSorted();
        }
    }

    @Test
    void topicForUpsertsKeepsTheNewestOfEachKeyAndABadNameIsAProblem() throws Exception {
        batches(WriteMode.UPSERT);
        var resource = new org.apache.kafka.common.config.ConfigResource(org.apache.kafka.common.config.ConfigResource.Type.TOPIC, entity);
        try (var admin = new Clients(Broker.site()).admin()) {
            assertThat(admin.describeConfigs(List.of(resource)).all().get().get(resource).get("cleanup.policy").value()).isEqualTo("compact");
        }
        assertThat(destination.schema(EntityName.of(entity))).isPresent();
        assertThat(destination.check(EntityName.of("\"my topic\""), Batches.layout(WriteMode.UPSERT, "id", "bigint"))).singleElement().extracting(Problem::what).asString().contains("no name of a topic");
    }

    @Test
    void doctorTellsWhatCanBeWrittenAndLeavesNothingBehind() {
        batches(WriteMode.UPSERT);
        List<Finding> findings = new KafkaConnector().checkWriting(Broker.site(), List.of(EntityName.of(entity), EntityName.of("never_made")));
        assertThat(findings).allMatch(finding -> finding.problem().isEmpty()).extracting(Finding::what).contains("the topic " + entity + " can be written", "the topic never_made can be made");
        assertThat(Topic.find(Broker.site(), EntityName.of("never_made"))).isEqualTo(Optional.empty());
    }
}
