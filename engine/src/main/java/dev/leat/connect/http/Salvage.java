package dev.leat.connect.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A page of which some records are broken. It is cut at the brackets and commas of its list, outside of texts; a part that is no JSON stands as its text in the list. What ends
 * early, or is not whole around the list either, is not saved.
 */
final class Salvage {
    private final String text;
    private final ArrayNode records = Exchange.JSON.createArrayNode();
    private int at;

    private Salvage(String text) {
        this.text = text;
    }

    /** Empty when it cannot be saved. */
    static Optional<JsonNode> body(String text, Optional<JsonPath> list) {
        try {
            List<String> path = list.map(JsonPath::names).orElse(List.of());
            int start = start(text, path);
            Salvage salvage = new Salvage(text);
            salvage.at = start + 1;
            if (start < 0 || !salvage.cut()) {
                return Optional.empty();
            }
            if (path.isEmpty()) {
                return text.substring(salvage.at + 1).isBlank() ? Optional.of(salvage.records) : Optional.empty();
            }
            JsonNode around = Exchange.JSON.readTree(text.substring(0, start) + "[]" + text.substring(salvage.at + 1));
            JsonNode parent = new JsonPath(path.subList(0, path.size() - 1)).in(around);
            ((ObjectNode) parent).set(path.get(path.size() - 1), salvage.records);
            return Optional.of(around);
        } catch (IOException beyondSaving) {
            return Optional.empty();
        }
    }

    /** Where the list begins; -1 when the answer is broken before it, or has none. */
    private static int start(String text, List<String> path) throws IOException {
        try (JsonParser parser = Exchange.JSON.getFactory().createParser(text)) {
            parser.nextToken();
            for (String name : path) {
                if (!parser.isExpectedStartObjectToken()) {
                    return -1;
                }
                while (!name.equals(parser.nextFieldName())) {
                    if (parser.currentToken() == JsonToken.END_OBJECT || parser.currentToken() == null) {
                        return -1;
                    }
                    if (parser.currentToken() == JsonToken.FIELD_NAME) {
                        parser.nextToken();
                        parser.skipChildren();
                    }
                }
                parser.nextToken();
            }
            return parser.isExpectedStartArrayToken() ? (int) parser.currentTokenLocation().getCharOffset() : -1;
        }
    }

    /** From behind the list's bracket to the one that closes it; false when there is none. */
    private boolean cut() {
        int begin = at;
        int depth = 0;
        for (boolean quoted = false; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quoted) {
                at += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (depth > 0 && (c == ']' || c == '}')) {
                depth--;
            } else if (depth == 0 && (c == ',' || c == ']')) {
                add(text.substring(begin, at).strip());
                begin = at + 1;
                if (c == ']') {
                    return true;
                }
            }
        }
        return false;
    }

    private void add(String part) {
        if (part.isEmpty()) {
            return; // of an empty list, or a comma too many
        }
        try {
            records.add(Exchange.JSON.readTree(part));
        } catch (JsonProcessingException broken) {
            records.add(part);
        }
    }
}
