package dev.leat.connect.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.model.EntityName;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far topics have been read: {@code {"topics": {"orders": {"id": ID, "offsets": {"0": 120}}}}}, the next offset of each partition. As the bounds of a range with the first ones as
 * {@code "from"} beside them. Captures from before there were patterns have the inner object alone, with {@code "topic"} for {@code "id"}.
 */
record Offsets(SortedMap<String, Read> topics) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOPICS = "topics";
    private static final String OFFSETS = "offsets";
    private static final String FROM = "from";

    /** @param next offset by partition */
    record Read(String id, SortedMap<Integer, Long> next) {}

    static Offsets of(JsonNode position, EntityName entity) {
        return read(position, entity, OFFSETS);
    }

    static Offsets from(JsonNode bounds, EntityName entity) {
        return read(bounds, entity, FROM);
    }

    private static Offsets read(JsonNode tree, EntityName entity, String which) {
        SortedMap<String, Read> topics = new TreeMap<>();
        if (!tree.has(TOPICS)) {
            topics.put(Topic.name(entity), new Read(tree.path("topic").asText(), numbers(tree.path(which))));
        }
        tree.path(TOPICS).properties().forEach(topic -> topics.put(topic.getKey(), new Read(topic.getValue().path("id").asText(), numbers(topic.getValue().path(which)))));
        return new Offsets(topics);
    }

    ObjectNode tree() {
        ObjectNode tree = JSON.createObjectNode();
        ObjectNode all = tree.putObject(TOPICS);
        topics.forEach((name, read) -> put(all.putObject(name).put("id", read.id()).putObject(OFFSETS), read.next()));
        return tree;
    }

    /** The bounds of what lies between these and the first ones. */
    ObjectNode since(Offsets first) {
        ObjectNode tree = tree();
        first.topics.forEach((name, read) -> put(((ObjectNode) tree.path(TOPICS).path(name)).putObject(FROM), read.next()));
        return tree;
    }

    /** As Spark writes them: {@code {"orders": {"0": 120}}}. @param of the partitions of these; one that has no offset here begins at 0 */
    String spark(Offsets of) {
        ObjectNode tree = JSON.createObjectNode();
        of.topics.forEach((name, read) -> {
            ObjectNode partitions = tree.putObject(name);
            read.next().keySet().forEach(partition -> partitions.put(String.valueOf(partition), topics.containsKey(name) ? topics.get(name).next().getOrDefault(partition, 0L) : 0L));
        });
        return tree.toString();
    }

    /** As Spark writes them: {@code {"orders": [0, 1]}}. */
    String partitions() {
        ObjectNode tree = JSON.createObjectNode();
        topics.forEach((name, read) -> {
            ArrayNode partitions = tree.putArray(name);
            read.next().keySet().forEach(partitions::add);
        });
        return tree.toString();
    }

    int count() {
        return topics.values().stream().mapToInt(read -> read.next().size()).sum();
    }

    private static SortedMap<Integer, Long> numbers(JsonNode tree) {
        SortedMap<Integer, Long> numbers = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : tree.properties()) {
            numbers.put(Integer.valueOf(entry.getKey()), entry.getValue().asLong());
        }
        return numbers;
    }

    private static void put(ObjectNode tree, Map<Integer, Long> numbers) {
        numbers.forEach((partition, offset) -> tree.put(String.valueOf(partition), offset));
    }
}
