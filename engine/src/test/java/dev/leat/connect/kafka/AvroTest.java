package dev.leat.connect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Site;
import dev.leat.connect.Source;
import dev.leat.connect.TestSession;
import dev.leat.model.Capture;
import dev.leat.model.EntityName;
import dev.leat.model.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Avro in the form of a registry, which speaks its real protocol here, and with a schema of a file. */
class AvroTest {
    private static final Schema ORDER = new Schema.Parser().parse("""
        {"type": "record", "name": "Order", "fields": [
          {"name": "id", "type": "long"}, {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
          {"name": "day", "type": ["null", {"type": "int", "logicalType": "date"}], "default": null},
          {"name": "amount", "type": {"type": "bytes", "logicalType": "decimal", "precision": 12, "scale": 2}},
          {"name": "tags", "type": {"type": "array", "items": "string"}}, {"name": "note", "type": ["null", "string"], "default": null}]}""");
    @TempDir
    private Path folder;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private HttpServer server;

    @BeforeEach
    void registry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean known = "Basic dTpw".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            String answer = answers.get(exchange.getRequestURI().getPath());
            byte[] body = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(!known ? 401 : answer == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Source source(Optional<String> password, Map<String, String> files) throws IOException {
        Optional<String> registry = password.map(any -> "http://127.0.0.1:" + server.getAddress().getPort());
        if (password.isPresent()) {
            Files.writeString(folder.resolve("secret"), password.get());
        }
        KafkaSettings settings = new KafkaSettings(Optional.of(Broker.address()), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), registry,
            registry.map(any -> "u"), password.map(any -> new Secret("${file:" + folder.resolve("secret") + "}")), files, Optional.empty());
        return new KafkaConnector().source(new Site<>("events", settings, folder.toString(), new Site.Retries(1, 1, 1)));
    }

    private static byte[] bytes(Schema schema, GenericRecord row, int number) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (number >= 0) {
            bytes.write(0);
            bytes.write(ByteBuffer.allocate(4).putInt(number).array());
        }
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(row, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static GenericRecord order(Schema schema, long id, Integer day) {
        GenericRecordBuilder order = new GenericRecordBuilder(schema).set("id", id).set("at", 1_700_000_000_123L).set("day", day).set("amount", ByteBuffer.wrap(new BigDecimal("12345.60").unscaledValue().toByteArray()))
            .set("tags", List.of("a", "b"));
        return order.build();
    }

    private static List<String> rows(Source source, String topic) {
        EntityName name = EntityName.of(topic);
        Reading reading = new Reading(name, source.schema(name).columns(), List.of("id"), Capture.of("stream"));
        Range range = source.next(reading, Optional.empty()).orElseThrow();
        return source.read(TestSession.spark(), reading, range).drop("_timestamp", "_headers", "_topic", "_partition", "_offset").collectAsList().stream().map(Row::toString).toList();
    }

    @Test
    void recordsAreReadWithTheSchemaThatTheyWereWrittenWith() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Schema later = new Schema.Parser().parse(ORDER.toString().replaceFirst("\\{\"name\":\"note\"", "{\"name\":\"channel\",\"type\":\"string\",\"default\":\"web\"},{\"name\":\"note\""));
        answers.put("/schemas/ids/1", json.createObjectNode().put("schema", ORDER.toString()).toString());
        answers.put("/schemas/ids/2", json.createObjectNode().put("schema", later.toString()).toString());
        Broker.topic("avro", 1);
        Broker.send(new ProducerRecord<>("avro", "1", bytes(ORDER, order(ORDER, 1, 19_754), 1)));
        Broker.send(new ProducerRecord<>("avro", "2", bytes(later, order(later, 2, null), 2)));
        Broker.send(new ProducerRecord<>("avro", "1", null));
        Broker.send(new ProducerRecord<>("avro", "3", new byte[] {0, 0, 0, 0, 9, 1, 2}));
        Broker.send(new ProducerRecord<>("avro", "4", new byte[] {0, 0, 0, 0, 1, 1}));
        Broker.send("avro", "5", "{\"id\": 5}");
        String at = "2023-11-14T22:13:20.123000Z";
        assertThat(rows(source(Optional.of("p"), Map.of()), "avro")).containsExactly("[1," + at + ",2024-02-01,12345.60,ArraySeq(a, b),null,null,1,null,u]",
            "[2," + at + ",null,12345.60,ArraySeq(a, b),null,web,2,null,u]", "[1,null,null,null,null,null,null,1,null,d]", "[null,null,null,null,null,null,null,3,Map(_record -> AAAAAAkBAg==),u]",
            "[null,null,null,null,null,null,null,4,Map(_record -> AAAAAAEB),u]", "[5,null,null,null,null,null,null,5,null,u]");
    }

    @Test
    void registryThatRefusesOrIsNotThereIsToldAsSuch() throws IOException {
        Broker.topic("refused", 1);
        Broker.send(new ProducerRecord<>("refused", "1", bytes(ORDER, order(ORDER, 1, null), 1)));
        assertThatThrownBy(() -> rows(source(Optional.of("wrong"), Map.of()), "refused")).hasMessageContaining("registry").hasMessageContaining("401");
        server.stop(0);
        assertThatThrownBy(() -> rows(source(Optional.of("p"), Map.of()), "refused")).hasMessageContaining("registry").hasMessageContaining("does not answer");
    }

    @Test
    void plainAvroIsReadWithTheSchemaOfAFile() throws IOException {
        Files.writeString(folder.resolve("order.avsc"), ORDER.toString());
        Broker.topic("plain-avro", 1);
        Broker.send(new ProducerRecord<>("plain-avro", "1", bytes(ORDER, order(ORDER, 1, 19_754), -1)));
        assertThat(rows(source(Optional.empty(), Map.of("plain-avro", "order.avsc")), "plain-avro")).singleElement().asString().startsWith("[1,2023-11-14T22:13:20.123000Z,2024-02-01,12345.60");
    }
}
