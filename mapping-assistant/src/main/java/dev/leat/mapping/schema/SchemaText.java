package dev.leat.mapping.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** A schema file as text: one form for each content, so that a pull of the same entity writes the same bytes. */
final class SchemaText {
    private static final List<String> KEYS = List.of("name", "type", "nullable", "description", "semantic", "required", "key", "values", "unit", "pii", "comment", "found", "suggested");
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_./<>()' -]*(?<![ .:])");
    private static final Set<String> WORDS = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private final StringBuilder text = new StringBuilder();
    private final FileComments comments;

    private SchemaText(FileComments comments) {
        this.comments = comments;
    }

    static String of(ObjectNode file, FileComments comments) {
        SchemaText writer = new SchemaText(comments);
        writer.lines("", comments.above());
        writer.text.append("entity: ").append(scalar(file.path("entity"))).append('\n');
        if (file.has("sampled")) {
            writer.text.append("sampled: ").append(file.get("sampled").asText()).append('\n');
        }
        for (String list : List.of("fields", "nested", "gone")) {
            if (file.path(list).size() > 0 || list.equals("fields")) {
                writer.text.append(list).append(file.path(list).isEmpty() ? ": []\n" : ":\n");
                file.path(list).forEach(field -> writer.field(list, field));
            }
        }
        writer.lines("", comments.below());
        return writer.text.toString();
    }

    private void lines(String indent, List<String> comments) {
        comments.forEach(line -> text.append(indent).append(line).append('\n'));
    }

    private void field(String list, JsonNode field) {
        lines("  ", comments.of(list, field.path("name").asText()));
        String start = "  - ";
        for (String key : KEYS) {
            if (field.has(key)) {
                text.append(start).append(key).append(':');
                value(key, field.get(key));
                start = "    ";
            }
        }
    }

    private void value(String key, JsonNode value) {
        if (key.equals("found")) {
            text.append('\n');
            value.forEach(sentence -> text.append("      - ").append(scalar(sentence)).append('\n'));
        } else if (value.isArray()) {
            text.append(" [").append(String.join(", ", StreamSupport.stream(value.spliterator(), false).map(SchemaText::scalar).toList())).append("]\n");
        } else if (value.isObject()) {
            List<String> entries = new ArrayList<>();
            value.properties().forEach(entry -> entries.add(entry.getKey() + ": " + scalar(entry.getValue())));
            text.append(" {").append(String.join(", ", entries)).append("}\n");
        } else {
            text.append(' ').append(scalar(value)).append('\n');
        }
    }

    /** Plain where no reader can take it for anything else; else as JSON, which is YAML as well. */
    private static String scalar(JsonNode value) {
        String word = value.asText();
        return !value.isTextual() || PLAIN.matcher(word).matches() && !WORDS.contains(word.toLowerCase(java.util.Locale.ROOT)) && !word.contains("  ")
            ? word : TextNode.valueOf(word).toString();
    }
}
