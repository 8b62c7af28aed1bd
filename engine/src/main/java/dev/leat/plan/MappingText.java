package dev.leat.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.model.FieldMapping;
import dev.leat.model.Problems;
import dev.leat.model.Yaml;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** One field in the text of a mapping file; all other text stays as its author wrote it, where the file's form allows. */
final class MappingText {
    private static final String FIELDS = "fields";

    private final String text;
    private final ObjectNode tree;

    MappingText(String text) {
        this.text = text;
        this.tree = (ObjectNode) Yaml.tree("", text, new Problems()).orElseThrow();
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
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        try {
            Node root = new org.yaml.snakeyaml.Yaml(options).compose(new StringReader(text));
            return value(root, FIELDS).filter(SequenceNode.class::isInstance).map(SequenceNode.class::cast).filter(list -> !list.getValue().isEmpty());
        } catch (YAMLException oneThatOnlyJacksonReads) {
            return Optional.empty();
        }
    }

    private static Optional<Node> value(Node node, String key) {
        return node instanceof MappingNode mapping ? mapping.getValue().stream()
            .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)).map(NodeTuple::getValueNode).findFirst() : Optional.empty();
    }

    private int start(Node node) {
        return text.offsetByCodePoints(0, node.getStartMark().getIndex());
    }

    /** Where its own last character ends: marks of blocks go on to what follows, comments included. */
    private int end(Node node) {
        if (node instanceof MappingNode mapping && mapping.getFlowStyle() == FlowStyle.BLOCK) {
            return end(mapping.getValue().get(mapping.getValue().size() - 1).getValueNode());
        }
        if (node instanceof SequenceNode list && list.getFlowStyle() == FlowStyle.BLOCK) {
            return end(list.getValue().get(list.getValue().size() - 1));
        }
        int end = text.offsetByCodePoints(0, node.getEndMark().getIndex());
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private int lineStart(int place) {
        return text.lastIndexOf('\n', place - 1) + 1;
    }

    private int nextLine(int place) {
        int end = text.indexOf('\n', place);
        return end < 0 ? text.length() : end + 1;
    }

    private String ending() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    private Optional<String> replaced(Node item, JsonNode before, FieldMapping field) {
        ObjectNode expression = before.deepCopy();
        expression.put("expression", field.expression());
        Node whole = item;
        String fresh = written(item, field);
        Optional<Node> value = value(item, "expression").filter(node -> node instanceof ScalarNode && expression.equals(tree.path(FIELDS).get(place(field.target()))));
        if (value.isPresent()) {
            whole = value.get();
            fresh = scalar(field.expression());
        }
        return Optional.of(text.substring(0, start(whole)) + fresh + text.substring(end(whole)));
    }

    private Optional<String> appended(SequenceNode list, FieldMapping field) {
        Node last = list.getValue().get(list.getValue().size() - 1);
        String fresh = written(last, field);
        if (list.getFlowStyle() == FlowStyle.FLOW) {
            return Optional.of(text.substring(0, end(last)) + ", " + fresh + text.substring(end(last)));
        }
        int line = nextLine(end(last));
        String before = text.substring(0, line);
        String dash = text.substring(lineStart(start(last)), start(last));
        return Optional.of(before + (before.endsWith("\n") ? "" : ending()) + dash + fresh + ending() + text.substring(line));
    }

    private Optional<String> cut(SequenceNode list, int place) {
        Node item = list.getValue().get(place);
        if (list.getFlowStyle() == FlowStyle.BLOCK) {
            return Optional.of(text.substring(0, lineStart(start(item))) + text.substring(nextLine(end(item))));
        }
        boolean last = place == list.getValue().size() - 1;
        int from = last ? end(list.getValue().get(place - 1)) : start(item);
        int to = last ? end(item) : start(list.getValue().get(place + 1));
        return Optional.of(text.substring(0, from) + text.substring(to));
    }

    /** In the form that the item has. */
    private String written(Node item, FieldMapping field) {
        if (item instanceof MappingNode mapping && mapping.getFlowStyle() == FlowStyle.FLOW) {
            return field.written().entrySet().stream().map(entry -> entry.getKey() + ": " + flow(entry.getValue())).collect(Collectors.joining(", ", "{", "}"));
        }
        String indent = ending() + " ".repeat(item.getStartMark().getColumn());
        return Yaml.write(field.written()).stripTrailing().lines().collect(Collectors.joining(indent));
    }

    private static String flow(Object value) {
        return value instanceof List<?> list ? list.stream().map(MappingText::flow).collect(Collectors.joining(", ", "[", "]"))
            : value instanceof BigDecimal number ? number.toPlainString() : scalar((String) value);
    }

    /** A name as it is, everything else as JSON writes it. */
    private static String scalar(String value) {
        return value.matches("[A-Za-z_][A-Za-z0-9_]*") && !value.matches("(?i)true|false|null|yes|no|on|off|y|n") ? value : Yaml.json().getNodeFactory().textNode(value).toString();
    }
}
