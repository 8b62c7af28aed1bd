package dev.leat.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The name of an entity as SQL writes it: parts joined by dots, a part with other characters in double quotes
 * ({@code sales.orders}, {@code "Order Details"}). Case is kept as written and never folded.
 */
public record EntityName(List<String> parts) implements Serializable {
    private static final Pattern PART = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^\".\\s]*)");
    private static final Pattern UNCLOSED = Pattern.compile("[^\"]*(\"[^\"]*\"[^\"]*)*\"[^\"]*");

    public EntityName {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || parts.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("an entity name has no empty part");
        }
    }

    /** @throws IllegalArgumentException when a quote is not closed or a part is empty */
    @JsonCreator
    public static EntityName of(String text) {
        List<String> parts = new ArrayList<>();
        Matcher part = PART.matcher(text);
        int end = -1;
        do {
            if (!part.find(end + 1) || part.start() != end + 1 || part.end() < text.length() && text.charAt(part.end()) != '.') {
                throw new IllegalArgumentException(UNCLOSED.matcher(text).matches() ? "a double quote is not closed in '" + text + "'"
                    : "'" + text + "' is no entity name; write parts with blanks or quotes in double quotes: sales.\"Order Details\"");
            }
            end = part.end();
            parts.add(part.group(1) != null ? part.group(1).replace("\"\"", "\"") : part.group(2));
        } while (end < text.length());
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
