package dev.leat.connect.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Sample;
import dev.leat.connect.Site;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Some records of topics, oldest and newest of each partition, as objects. Those that are none, tombstones among them, are left out. */
record Peek(Site<KafkaSettings> site, List<Topic> topics) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param most in all; the same ones again as long as the topic stays as it is */
    List<ObjectNode> objects(int most) {
        long share = Math.max(1, most / (2L * Math.max(1, topics.stream().mapToInt(topic -> topic.latest().size()).sum())));
        AvroText text = new AvroText(site, "value");
        List<ObjectNode> objects = new ArrayList<>();
        Clients clients = new Clients(site);
        try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
            for (Topic topic : topics) {
                for (Map.Entry<Integer, Long> end : topic.latest().entrySet()) {
                    TopicPartition place = new TopicPartition(topic.name(), end.getKey());
                    long first = topic.earliest().getOrDefault(end.getKey(), 0L);
                    long middle = Math.min(end.getValue(), first + share);
                    read(consumer, place, first, middle, text, objects);
                    read(consumer, place, Math.max(middle, end.getValue() - share), end.getValue(), text, objects);
                }
            }
        } catch (KafkaException e) {
            throw clients.explained(e);
        }
        return objects.size() > most ? objects.subList(0, most) : objects;
    }

    private static void read(Consumer<byte[], byte[]> consumer, TopicPartition place, long from, long to, AvroText text, List<ObjectNode> objects) {
        consumer.assign(List.of(place));
        consumer.seek(place, from);
        Instant until = Instant.now().plus(PATIENCE);
        long characters = 0;
        // Offsets may be missing (compaction, marks of transactions), so the position tells, not the number of records
        while (consumer.position(place) < to && characters < Sample.MOST_CHARACTERS && Instant.now().isBefore(until)) {
            for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(Duration.ofSeconds(1)).records(place)) {
                if (entry.offset() < to && entry.value() != null && tree(text.call(entry.topic(), entry.value())) instanceof ObjectNode value) {
                    characters += entry.value().length;
                    objects.add(described(value, entry));
                }
            }
        }
    }

    private static ObjectNode described(ObjectNode value, ConsumerRecord<byte[], byte[]> entry) {
        value.put(Columns.KEY, entry.key() == null ? null : new String(entry.key(), StandardCharsets.UTF_8));
        value.put(Columns.TIMESTAMP, TIME.format(Instant.ofEpochMilli(entry.timestamp())));
        SortedMap<String, String> headers = new TreeMap<>();
        for (Header header : entry.headers()) {
            headers.put(header.key(), header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8));
        }
        value.put(Columns.TOPIC, entry.topic()).put(Columns.PARTITION, entry.partition()).put(Columns.OFFSET, entry.offset());
        return value.set(Columns.HEADERS, JSON.valueToTree(headers));
    }

    private static JsonNode tree(String text) {
        try {
            return text == null ? JSON.missingNode() : JSON.readTree(text);
        } catch (IOException noJson) {
            return JSON.missingNode();
        }
    }
}
