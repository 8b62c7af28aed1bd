package dev.leat.connect.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a topic has been read: {@code {"topic": ID, "offsets": {"0": 120}}}, the next offset of each partition. As the bounds of a range with the first ones as
 * {@code "from"} beside it.
 */
record Offsets(String topic, SortedMap<Integer, Long> next) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOPIC = "topic";
    private static final String OFFSETS = "offsets";
    private static final String FROM = "from";

    static Offsets of(JsonNode position) {
        return new Offsets(position.path(TOPIC).asText(), numbers(position.path(OFFSETS)));
    }

    static Offsets from(JsonNode bounds) {
        return new Offsets(bounds.path(TOPIC).asText(), numbers(bounds.path(FROM)));
    }

    ObjectNode tree() {
        ObjectNode tree = JSON.createObjectNode().put(TOPIC, topic);
        put(tree.putObject(OFFSETS), next);
        return tree;
    }

    /** The bounds of what lies between these and the first ones. */
    ObjectNode since(Offsets first) {
        ObjectNode tree = tree();
        put(tree.putObject(FROM), first.next);
        return tree;
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
