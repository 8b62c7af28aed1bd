package dev.leat.transform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of a cache entry: {@code {"entity": "user_preferences", "key": ["42"], "row": {"theme": "dark"}}}, where {@code row} is null when there is no
 * such row. Entity and key are compared on reading, so that an entry of another look-up under the same name is never taken for an answer.
 */
final class Entry {
    private Entry() {}

    static String write(Query query, List<String> key, Found found) {
        ObjectNode entry = Yaml.json().createObjectNode();
        entry.put("entity", query.entity().toString());
        key.forEach(entry.putArray("key")::add);
        if (found.rows() == 0) {
            entry.putNull("row");
        } else {
            ObjectNode row = entry.putObject("row");
            for (int i = 0; i < query.take().size(); i++) {
                row.put(query.take().get(i), found.values().get(i));
            }
        }
        try {
            return Yaml.json().writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new LeatException(Kind.BUG, "cache entry", "it cannot be written as JSON", "Report it", e);
        }
    }

    /** Empty when the text answers something else: another entity, key or columns. */
    static Optional<Found> read(Query query, List<String> key, String text) {
        JsonNode entry;
        try {
            entry = Yaml.json().readTree(text);
        } catch (JsonProcessingException foreign) {
            return Optional.empty();
        }
        if (!query.entity().toString().equals(entry.path("entity").asText()) || !texts(entry.path("key")).equals(key) || !entry.has("row")) {
            return Optional.empty();
        }
        JsonNode row = entry.get("row");
        if (row.isNull()) {
            return Optional.of(Found.NOTHING);
        }
        return query.take().stream().allMatch(row::has)
            ? Optional.of(new Found(1, query.take().stream().map(row::get).map(value -> value.isNull() ? null : value.asText()).toList()))
            : Optional.empty();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
