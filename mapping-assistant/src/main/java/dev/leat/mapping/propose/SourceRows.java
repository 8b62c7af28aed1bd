package dev.leat.mapping.propose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.mapping.schema.FieldPath;
import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.SampledField;
import dev.leat.model.Column;
import dev.leat.model.Yaml;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sampled fields put back into the columns that they come from: what expressions are tried on. Names that repeat or are empty cannot be told apart in an expression. */
final class SourceRows {
    /** A column, or an object in one: by name its inner parts, or itself a leaf. */
    private static final class Node {
        final Map<String, Node> inner = new LinkedHashMap<>();
        Optional<SampledField> leaf = Optional.empty();
        boolean elements;

        String type() {
            if (inner.isEmpty()) {
                String type = leaf.flatMap(SampledField::type).orElse("string");
                return elements && Family.of(type) != Family.ARRAY ? "array<" + type + ">" : type;
            }
            List<String> parts = inner.entrySet().stream().map(part -> "`" + part.getKey().replace("`", "``") + "`: " + part.getValue().type()).toList();
            String struct = "struct<" + String.join(", ", parts) + ">";
            return elements ? "array<" + struct + ">" : struct;
        }
    }

    private static final Pattern PLAIN = Pattern.compile("(tiny|small|big)?int|float|double|decimal.*|boolean");

    private final SampledEntity entity;
    private final Map<String, Node> columns = new LinkedHashMap<>();
    private final List<SampledField> usable;

    SourceRows(SampledEntity entity) {
        this.entity = entity;
        Map<String, Long> names = new LinkedHashMap<>();
        entity.fields().forEach(field -> names.merge(field.name(), 1L, Long::sum));
        this.usable = entity.fields().stream().filter(field -> names.get(field.name()) == 1 && FieldPath.read(field.name()).names().stream().noneMatch(String::isEmpty)).toList();
        usable.stream().filter(SourceRows::isArray).forEach(this::add);
        usable.stream().filter(field -> !isArray(field)).forEach(this::add);
    }

    private static boolean isArray(SampledField field) {
        return Family.of(field.type()).equals(Optional.of(Family.ARRAY));
    }

    /** An array or an object that is there as a whole needs no putting together. */
    private void add(SampledField field) {
        List<FieldPath.Part> parts = FieldPath.read(field.name()).parts();
        Node node = columns.computeIfAbsent(parts.get(0).name(), name -> new Node());
        for (int i = 0; i < parts.size(); i++) {
            if (node.leaf.filter(SourceRows::isArray).isPresent()) {
                return;
            }
            node.elements |= parts.get(i).depth() > 0;
            if (i == parts.size() - 1) {
                node.leaf = Optional.of(field);
            } else {
                node = node.inner.computeIfAbsent(parts.get(i + 1).name(), name -> new Node());
            }
        }
    }

    List<Column> columns() {
        return columns.entrySet().stream().map(column -> new Column(column.getKey(), column.getValue().type(), Optional.of(column.getValue().type()), true, "")).toList();
    }

    /** Of each column, row by row; nested ones as JSON. */
    List<List<Optional<String>>> values(int rows) {
        return columns.values().stream().map(node -> {
            List<Optional<String>> values = new ArrayList<>();
            for (int row = 0; row < Math.min(rows, entity.rows()); row++) {
                values.add(value(node, row));
            }
            return List.copyOf(values);
        }).toList();
    }

    private static Optional<String> value(Node node, int row) {
        if (!node.inner.isEmpty()) {
            return object(node, row).map(JsonNode::toString);
        }
        Optional<String> text = node.leaf.orElseThrow().values().get(row);
        return node.type().toLowerCase(Locale.ROOT).startsWith("array<") ? text.map(value -> elements(value).toString()) : text;
    }

    private static Optional<JsonNode> object(Node node, int row) {
        ObjectNode object = Yaml.json().createObjectNode();
        ArrayNode objects = Yaml.json().createArrayNode();
        node.inner.forEach((name, part) -> json(part, row).ifPresent(value -> {
            object.set(name, value);
            for (int i = 0; i < value.size() && value.isArray() && node.elements; i++) {
                (objects.size() > i ? (ObjectNode) objects.get(i) : objects.addObject()).set(name, value.get(i));
            }
        }));
        return object.isEmpty() ? Optional.empty() : Optional.of(node.elements ? objects : object);
    }

    private static Optional<JsonNode> json(Node node, int row) {
        if (!node.inner.isEmpty()) {
            return object(node, row);
        }
        Optional<String> text = node.leaf.flatMap(field -> field.values().get(row));
        return text.map(value -> value.startsWith("[") ? elements(value) : scalar(node.type(), value));
    }

    /** Spark takes no number from a text within JSON. */
    private static JsonNode scalar(String type, String text) {
        JsonNode written = Yaml.json().getNodeFactory().textNode(text);
        if (!PLAIN.matcher(type.toLowerCase(Locale.ROOT)).matches()) {
            return written;
        }
        try {
            JsonNode node = Yaml.json().readTree(text);
            return node.isNumber() || node.isBoolean() ? node : written;
        } catch (JsonProcessingException noNumber) {
            return written;
        }
    }

    /** JSON, or as Spark casts an array to text. */
    private static JsonNode elements(String text) {
        try {
            JsonNode node = Yaml.json().readTree(text);
            if (node != null && node.isArray()) {
                return node;
            }
        } catch (JsonProcessingException notJson) {
            // Spark's own text has no quotes
        }
        ArrayNode elements = Yaml.json().createArrayNode();
        String inner = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (!inner.isEmpty()) {
            Arrays.stream(inner.split(", ", -1)).forEach(elements::add);
        }
        return elements;
    }

    /** The fields as expressions name them; the values are those of the first rows. */
    List<Source> sources(int rows) {
        return usable.stream().map(field -> {
            FieldPath path = FieldPath.read(field.name());
            String type = field.type().orElse("string");
            boolean elements = path.parts().stream().anyMatch(part -> part.depth() > 0) && Family.of(type) != Family.ARRAY;
            return new Source(field.name(), Sql.path(path.names()), elements ? "array<" + type + ">" : type, field.description().orElse(""),
                List.copyOf(field.values().subList(0, Math.min(rows, entity.rows()))));
        }).toList();
    }
}
