package dev.leat.connect.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Change events as Debezium writes them: {@code {before, after, op, source, ts_ms}}, perhaps as the {@code payload} beside their {@code schema}. */
final class Envelope {
    /** What stands for a value that the database did not tell, because it was not changed; of bytes its Base64. */
    static final String UNAVAILABLE = "__debezium_unavailable_value";
    static final String UNAVAILABLE_BYTES = "X19kZWJleml1bV91bmF2YWlsYWJsZV92YWx1ZQ==";
    private static final Set<String> OPS = Set.of("c", "u", "d", "r", "t");

    private Envelope() {}

    private static Optional<ObjectNode> event(ObjectNode object) {
        JsonNode event = object.path("payload").isObject() && object.has("schema") ? object.path("payload") : object;
        boolean one = event instanceof ObjectNode && OPS.contains(event.path("op").asText()) && event.path("source").isObject() && (event.has("before") || event.has("after") || event.path("op").asText().equals("t"));
        return one ? Optional.of((ObjectNode) event) : Optional.empty();
    }

    /** Whether most are. */
    static boolean usual(List<ObjectNode> objects) {
        return objects.stream().filter(object -> event(object).isPresent()).count() * 2 > objects.size();
    }

    /** The rows that change events tell of, each with what Kafka knows of its record; other objects as they are. */
    static List<ObjectNode> rows(List<ObjectNode> objects) {
        return !usual(objects) ? objects : objects.stream().flatMap(object -> event(object).stream().flatMap(event -> row(event).stream().map(row -> {
            ObjectNode told = row.deepCopy();
            row.properties().stream().filter(field -> unavailable(field.getValue())).forEach(field -> told.remove(field.getKey()));
            Columns.OWN.stream().filter(object::has).forEach(own -> told.set(own, object.get(own)));
            return told;
        }))).toList();
    }

    private static Optional<ObjectNode> row(ObjectNode event) {
        return event.path("after") instanceof ObjectNode after ? Optional.of(after) : event.path("before") instanceof ObjectNode before ? Optional.of(before) : Optional.empty();
    }

    private static boolean unavailable(JsonNode value) {
        JsonNode one = value.isArray() && value.size() == 1 ? value.get(0) : value;
        return one.isTextual() && Set.of(UNAVAILABLE, UNAVAILABLE_BYTES).contains(one.asText());
    }
}
