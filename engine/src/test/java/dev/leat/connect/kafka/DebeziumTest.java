package dev.leat.connect.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Source;
import dev.leat.connect.TestSession;
import dev.leat.model.Capture;
import dev.leat.model.CaptureMode;
import dev.leat.model.EntityName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Change events as Debezium 3 writes them of a table {@code users(id, name, bio)}. */
class DebeziumTest {
    private final Source source = new KafkaConnector().source(Broker.site());

    private static String event(String op, String before, String after, long millis) {
        return """
            {"before":%s,"after":%s,"source":{"version":"3.6.1.Final","connector":"postgresql","name":"shop","ts_ms":%d,"snapshot":"false","db":"app","sequence":"[null,\\"22\\"]","ts_us":%d000,\
            "ts_ns":%d000000,"schema":"public","table":"users","txId":751,"lsn":26719640,"xmin":null},"transaction":null,"op":"%s","ts_ms":%d,"ts_us":1,"ts_ns":1}"""
            .formatted(before, after, millis, millis, millis, op, millis);
    }

    private static String user(int id, String name, String bio) {
        return "{\"id\":%d,\"name\":%s,\"bio\":%s}".formatted(id, name == null ? "null" : '"' + name + '"', bio == null ? "null" : '"' + bio + '"');
    }

    private static void send(String topic, int partition, String key, String value) {
        Broker.send(new ProducerRecord<>(topic, partition, key, value == null ? null : value.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> rows(String topic) {
        EntityName name = EntityName.of(topic);
        assertThat(source.modes(name)).containsExactly(CaptureMode.CHANGE);
        Reading reading = new Reading(name, source.schema(name).columns(), List.of("id"), Capture.of("change"));
        Range range = source.next(reading, Optional.empty()).orElseThrow();
        return source.read(TestSession.spark(), reading, range).selectExpr("id", "name", "bio", "_leat_unreadable", "_leat_op", "_leat_unchanged").collectAsList().stream().map(Row::toString).toList();
    }

    @Test
    void eventsOfEveryKindBecomeEventsOfRows() {
        Broker.topic("shop.public.users", 1);
        String topic = "shop.public.users";
        String nobody = "null";
        send(topic, 0, "{\"id\":1}", event("r", nobody, user(1, "Ann", "long text"), 1));
        send(topic, 0, "{\"id\":2}", event("c", nobody, user(2, "Bob", null), 2));
        send(topic, 0, "{\"id\":1}", event("u", nobody, user(1, "Anna", "__debezium_unavailable_value"), 3));
        send(topic, 0, "{\"id\":2}", event("d", user(2, null, null), nobody, 4));
        send(topic, 0, "{\"id\":2}", null);
        send(topic, 0, null, "{\"op\":\"m\",\"ts_ms\":5,\"source\":{\"ts_ms\":5},\"message\":{\"prefix\":\"p\",\"content\":\"YQ==\"}}");
        send(topic, 0, null, event("t", nobody, nobody, 6));
        send(topic, 0, "{\"id\":3}", event("c", nobody, user(3, "Cid", "__debezium"), 7));
        send(topic, 0, "{\"id\":4}", "{broken");
        assertThat(source.schema(EntityName.of(topic)).names()).startsWith("id", "name", "bio").doesNotContain("before", "after");
        assertThat(rows(topic)).containsExactly("[1,Ann,long text,null,r,null]", "[2,Bob,null,null,c,null]", "[1,Anna,null,null,u,ArraySeq(bio)]", "[2,null,null,null,d,null]",
            "[null,null,null,null,t,null]", "[3,Cid,__debezium,null,c,null]", "[null,null,null,Map(_record -> {broken),u,null]");
    }

    @Test
    void schemaBesideThePayloadIsLeftOutAndADeleteWithoutItsRowIsNamedByItsKey() {
        Broker.topic("wrapped", 1);
        String schema = "{\"schema\":{\"type\":\"struct\",\"fields\":[],\"optional\":false,\"name\":\"shop.Envelope\"},\"payload\":%s}";
        send("wrapped", 0, schema.formatted("{\"id\":1}"), schema.formatted(event("c", "null", user(1, "Ann", null), 1)));
        send("wrapped", 0, schema.formatted("{\"id\":1}"), schema.formatted(event("d", "null", "null", 2)));
        assertThat(source.schema(EntityName.of("wrapped")).names()).contains("id", "name").doesNotContain("payload");
        EntityName name = EntityName.of("wrapped");
        Reading reading = new Reading(name, source.schema(name).columns(), List.of("id"), Capture.of("change"));
        assertThat(source.read(TestSession.spark(), reading, source.next(reading, Optional.empty()).orElseThrow()).selectExpr("id", "name", "_leat_op").collectAsList()).extracting(Row::toString)
            .containsExactly("[1,Ann,c]", "[1,null,d]");
    }

    @Test
    void truncateStandsBetweenWhatWasBeforeAndBehindItAlsoInOtherPartitions() {
        Broker.topic("parts", 2);
        send("parts", 1, "{\"id\":1}", event("c", "null", user(1, "Ann", "x"), 1));
        send("parts", 0, null, event("t", "null", "null", 2));
        send("parts", 1, "{\"id\":2}", event("c", "null", user(2, "Bob", "x"), 3));
        send("parts", 0, "{\"id\":3}", event("c", "null", user(3, "Cid", "x"), 4));
        assertThat(rows("parts")).containsExactly("[1,Ann,x,null,c,null]", "[null,null,null,null,t,null]", "[2,Bob,x,null,c,null]", "[3,Cid,x,null,c,null]");
    }
}
