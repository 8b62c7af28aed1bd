package dev.leat.connect.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends the records of a file, {@code {"topic": "orders", "key": "1", "value": {…}, "headers": {"source": "shop"}}} a line, to a new broker. A value that is text is sent as
 * it is, anything else as JSON, null as a tombstone. Topics get two partitions. Runs in a JVM of its own, on the broker's jars.
 */
final class KafkaSeed {
    private static final int PARTITIONS = 2;

    private KafkaSeed() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", arguments[0], "acks", "all");
        List<JsonNode> entries = new ArrayList<>();
        Set<String> topics = new LinkedHashSet<>();
        for (String line : Files.readAllLines(Path.of(arguments[1]))) {
            if (!line.isBlank()) {
                JsonNode entry = new ObjectMapper().readTree(line);
                if (!entry.path("topic").isTextual()) {
                    throw new IllegalArgumentException(arguments[1] + ", line " + (entries.size() + 1) + ": names no topic. Write {\"topic\": NAME, \"key\": TEXT, \"value\": {…}}.");
                }
                entries.add(entry);
                topics.add(entry.path("topic").asText());
            }
        }
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(topics.stream().map(topic -> new NewTopic(topic, PARTITIONS, (short) 1)).toList()).all().get();
        }
        List<Future<?>> sent = new ArrayList<>();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            entries.forEach(entry -> sent.add(producer.send(message(entry))));
            for (Future<?> each : sent) {
                each.get();
            }
        }
    }

    private static ProducerRecord<String, byte[]> message(JsonNode entry) {
        JsonNode value = entry.path("value");
        byte[] bytes = value.isNull() || value.isMissingNode() ? null : (value.isTextual() ? value.asText() : value.toString()).getBytes(StandardCharsets.UTF_8);
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(entry.path("topic").asText(), entry.hasNonNull("key") ? entry.path("key").asText() : null, bytes);
        entry.path("headers").properties().forEach(header -> message.headers().add(header.getKey(), header.getValue().asText().getBytes(StandardCharsets.UTF_8)));
        return message;
    }
}
