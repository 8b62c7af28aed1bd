package dev.leat.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.model.FieldMapping;
import dev.leat.model.Problems;
import dev.leat.model.Yaml;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** One field in the text of a mapping file; all other text stays as its author wrote it, where the file's form allows. */
final class MappingText {
    private static final String FIELDS = "fields";

    private final String text;
    private final ObjectNode tree;
    private final Marks marks;

    MappingText(String text) {
        this.text = text;
        this.tree = (ObjectNode) Yaml.tree("", text, new Problems()).orElseThrow();
        this.marks = new Marks(text);
    }

    /** In the place of the field with this target, else at the end. */
    String with(FieldMapping field) {
        ArrayNode fields = (ArrayNode) tree.withArrayProperty(FIELDS);
        JsonNode shape = Yaml.tree("", Yaml.write(field.written()), new Problems()).orElseThrow();
        int place = place(field.target());
        if (place < 0) {
            fields.add(shape);
            return kept(node().flatMap(list -> appended(list, field)));
        }
        JsonNode before = fields.set(place, shape);
        return kept(node().flatMap(list -> replaced(list.getValue().get(place), before, field)));
    }

    /** Without the field of this target, which is not the only one. */
    String without(String target) {
        int place = place(target);
        ((ArrayNode) tree.get(FIELDS)).remove(place);
        return kept(node().flatMap(list -> cut(list, place)));
    }

    private int place(String target) {
        for (int i = 0; i < tree.path(FIELDS).size(); i++) {
            if (tree.path(FIELDS).get(i).path("target").asText().equals(target)) {
                return i;
            }
        }
        return -1;
    }

    /** The edited text says what was meant, or the file is written anew. */
    private String kept(Optional<String> edited) {
        return edited.filter(candidate -> Yaml.tree("", candidate, new Problems()).filter(tree::equals).isPresent()).orElseGet(() -> Yaml.write(tree));
    }

    private Optional<SequenceNode> node() {
        return marks.root().flatMap(root -> Marks.value(root, FIELDS)).filter(SequenceNode.class::isInstance).map(SequenceNode.class::cast).filter(list -> !list.getValue().isEmpty());
    }

    private Optional<String> replaced(Node item, JsonNode before, FieldMapping field) {
        ObjectNode expression = before.deepCopy();
        expression.put("expression", field.expression());
        Node whole = item;
        String fresh = written(item, field);
        Optional<Node> value = Marks.value(item, "expression").filter(node -> node instanceof ScalarNode && expression.equals(tree.path(FIELDS).get(place(field.target()))));
        if (value.isPresent()) {
            whole = value.get();
            fresh = scalar(field.expression());
        }
        return Optional.of(text.substring(0, marks.start(whole)) + fresh + text.substring(marks.end(whole)));
    }

    private Optional<String> appended(SequenceNode list, FieldMapping field) {
        Node last = list.getValue().get(list.getValue().size() - 1);
        String fresh = written(last, field);
        if (list.getFlowStyle() == FlowStyle.FLOW) {
            return Optional.of(text.substring(0, marks.end(last)) + ", " + fresh + text.substring(marks.end(last)));
        }
        int line = marks.nextLine(marks.end(last));
        String before = text.substring(0, line);
        String dash = text.substring(marks.lineStart(marks.start(last)), marks.start(last));
        return Optional.of(before + (before.endsWith("\n") ? "" : marks.ending()) + dash + fresh + marks.ending() + text.substring(line));
    }

    private Optional<String> cut(SequenceNode list, int place) {
        Node item = list.getValue().get(place);
        if (list.getFlowStyle() == FlowStyle.BLOCK) {
            return Optional.of(text.substring(0, marks.lineStart(marks.start(item))) + text.substring(marks.nextLine(marks.end(item))));
        }
        boolean last = place == list.getValue().size() - 1;
        int from = last ? marks.end(list.getValue().get(place - 1)) : marks.start(item);
        int to = last ? marks.end(item) : marks.start(list.getValue().get(place + 1));
        return Optional.of(text.substring(0, from) + text.substring(to));
    }

    /** In the form that the item has. */
    private String written(Node item, FieldMapping field) {
        if (item instanceof MappingNode mapping && mapping.getFlowStyle() == FlowStyle.FLOW) {
            return field.written().entrySet().stream().map(entry -> entry.getKey() + ": " + flow(entry.getValue())).collect(Collectors.joining(", ", "{", "}"));
        }
        String indent = marks.ending() + " ".repeat(item.getStartMark().getColumn());
        return Yaml.write(field.written()).stripTrailing().lines().collect(Collectors.joining(indent));
    }

    static String flow(Object value) {
        return value instanceof Map<?, ?> map ? map.entrySet().stream().map(entry -> scalar(String.valueOf(entry.getKey())) + ": " + flow(entry.getValue())).collect(Collectors.joining(", ", "{", "}"))
            : value instanceof List<?> list ? list.stream().map(MappingText::flow).collect(Collectors.joining(", ", "[", "]"))
            : value instanceof BigDecimal number ? number.toPlainString() : scalar((String) value);
    }

    /** A name as it is, everything else as JSON writes it. */
    static String scalar(String value) {
        return value.matches("[A-Za-z_][A-Za-z0-9_]*") && !value.matches("(?i)true|false|null|yes|no|on|off|y|n") ? value : Yaml.json().getNodeFactory().textNode(value).toString();
    }
}
