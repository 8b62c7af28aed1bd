package dev.leat.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The name of an entity as SQL writes it: parts joined by dots, a part with other characters in double quotes
 * ({@code sales.orders}, {@code "Order Details"}). Case is kept as written and never folded.
 */
public record EntityName(List<String> parts) implements Serializable {

    public EntityName {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || parts.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("an entity name has no empty part");
        }
    }

    /** @throws IllegalArgumentException when a quote is not closed or a part is empty */
    public static EntityName of(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                part.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("a double quote is not closed in '" + text + "'");
        }
        parts.add(part.toString());
        return new EntityName(parts);
    }

    /** The last part: the table, index or folder itself. */
    public String last() {
        return parts.get(parts.size() - 1);
    }

    /** As SQL writes it, each part in double quotes. */
    public String quoted() {
        return parts.stream().map(part -> '"' + part.replace("\"", "\"\"") + '"').collect(Collectors.joining("."));
    }

    @JsonValue
    @Override
    public String toString() {
        return parts.stream().map(part -> part.matches("[^\".\\s]+") ? part : '"' + part.replace("\"", "\"\"") + '"')
            .collect(Collectors.joining("."));
    }
}
