package dev.leat.connect.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Which rows of an incremental read: those with a cursor of at least {@code from} and at most {@code to}, and those whose cursor is null or has no
 * place in the order (infinite, not a number). Or with {@code above}: only those with a cursor greater than that and at most {@code to}.
 *
 * @param from absent: from the smallest on
 * @param to   absent: no row with a cursor
 */
public record Bounds(Optional<String> from, Optional<String> above, Optional<String> to) {

    static Bounds window(Optional<String> from, Optional<String> to) {
        return new Bounds(from, Optional.empty(), to);
    }

    static Bounds between(String above, String to) {
        return new Bounds(Optional.empty(), Optional.of(above), Optional.of(to));
    }

    ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        from.ifPresent(text -> node.put("from", text));
        above.ifPresent(text -> node.put("above", text));
        to.ifPresent(text -> node.put("to", text));
        return node;
    }

    public static Bounds of(JsonNode json) {
        return new Bounds(text(json, "from"), text(json, "above"), text(json, "to"));
    }

    static Optional<String> text(JsonNode json, String key) {
        return Optional.ofNullable(json.get(key)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }
}
