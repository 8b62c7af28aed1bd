package dev.leat.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.model.Problems;
import dev.leat.model.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Additions to the text of a flow's file; what is there stays as it is, character by character. What the form of the file does not allow is empty. */
final class FlowText {
    private static final String PIPELINES = "pipelines";
    private static final String TRANSFORMERS = "transformers";
    private static final String AUXILIARY = "auxiliary";

    private final String text;
    private final Marks marks;

    FlowText(String text) {
        this.text = text;
        this.marks = new Marks(text);
    }

    private static ObjectNode tree(String text) {
        return (ObjectNode) Yaml.tree("", text, new Problems()).orElseThrow();
    }

    /** With these pipelines after those that are there. */
    Optional<String> with(List<Map<String, Object>> pipelines) {
        ObjectNode expected = tree(text);
        ArrayNode all = expected.path(PIPELINES).isArray() ? (ArrayNode) expected.get(PIPELINES) : expected.putArray(PIPELINES);
        pipelines.forEach(pipeline -> all.add(Yaml.json().<ObjectNode>valueToTree(pipeline)));
        return marks.root().flatMap(root -> added(root, pipelines)).filter(edited -> says(edited, expected));
    }

    /**
     * With these auxiliaries, and with these transformers before those that the pipeline has.
     *
     * @param place of the pipeline in the flow
     */
    Optional<String> with(int place, Map<String, Object> auxiliary, List<Map<String, Object>> transformers) {
        ObjectNode expected = tree(text);
        ObjectNode pipeline = (ObjectNode) expected.get(PIPELINES).get(place);
        ObjectNode auxiliaries = pipeline.path(AUXILIARY).isObject() ? (ObjectNode) pipeline.get(AUXILIARY) : pipeline.putObject(AUXILIARY);
        auxiliary.forEach((name, value) -> auxiliaries.set(name, Yaml.json().valueToTree(value)));
        ArrayNode before = pipeline.path(TRANSFORMERS).isArray() ? (ArrayNode) pipeline.get(TRANSFORMERS) : pipeline.arrayNode();
        ArrayNode all = pipeline.putArray(TRANSFORMERS);
        transformers.forEach(transformer -> all.add(Yaml.json().<ObjectNode>valueToTree(transformer)));
        all.addAll(before);
        Optional<String> edited = item(place).flatMap(item -> transformed(item, transformers));
        return edited.map(FlowText::new).flatMap(half -> auxiliary.isEmpty() ? edited : half.item(place).flatMap(item -> half.supplied(item, auxiliary))).filter(whole -> says(whole, expected));
    }

    private static boolean says(String edited, ObjectNode expected) {
        return Yaml.tree("", edited, new Problems()).filter(expected::equals).isPresent();
    }

    private Optional<Node> item(int place) {
        return marks.root().flatMap(root -> Marks.value(root, PIPELINES)).filter(SequenceNode.class::isInstance).map(list -> ((SequenceNode) list).getValue().get(place));
    }

    private Optional<String> added(Node root, List<Map<String, Object>> pipelines) {
        List<String> lines = pipelines.stream().map(MappingText::flow).toList();
        Optional<NodeTuple> entry = Marks.entry(root, PIPELINES);
        if (entry.isEmpty()) {
            String gap = text.endsWith("\n") ? "" : marks.ending();
            return Marks.inBraces(root) ? Optional.empty() : Optional.of(text + gap + PIPELINES + ":" + listed("  - ", lines).replaceFirst("\\R$", "") + marks.ending());
        }
        Node value = entry.get().getValueNode();
        if (!(value instanceof SequenceNode list) || list.getValue().isEmpty()) {
            int from = value instanceof SequenceNode ? marks.start(value) : marks.end(entry.get().getKeyNode()) + 1;
            int to = value instanceof SequenceNode ? marks.end(value) : from;
            int line = marks.nextLine(to);
            String rest = text.substring(to, line).stripTrailing();
            return Optional.of(text.substring(0, from).stripTrailing() + (rest.isBlank() ? "" : " " + rest.strip()) + listed("  - ", lines) + marks.ending() + text.substring(line));
        }
        Node last = list.getValue().get(list.getValue().size() - 1);
        return Optional.of(Marks.inBraces(list) ? inserted(marks.end(last), lines.stream().map(line -> ", " + line).collect(Collectors.joining())) : after(marks.end(last), listed(dash(last), lines)));
    }

    private Optional<String> transformed(Node item, List<Map<String, Object>> transformers) {
        List<String> lines = transformers.stream().map(MappingText::flow).toList();
        Optional<Node> list = Marks.value(item, TRANSFORMERS).filter(node -> node instanceof SequenceNode known && !known.getValue().isEmpty());
        if (list.isEmpty()) {
            return Marks.entry(item, TRANSFORMERS).isPresent() ? Optional.empty() : Optional.of(keyed(item, TRANSFORMERS, "[" + String.join(", ", lines) + "]", listed("  - ", lines)));
        }
        Node first = ((SequenceNode) list.get()).getValue().get(0);
        return Marks.inBraces(list.get()) ? Optional.of(inserted(marks.start(list.get()) + 1, lines.stream().map(line -> line + ", ").collect(Collectors.joining())))
            : Marks.entry(item, TRANSFORMERS).map(entry -> after(marks.end(entry.getKeyNode()), listed(dash(first), lines)));
    }

    private Optional<String> supplied(Node item, Map<String, Object> auxiliary) {
        List<String> lines = auxiliary.entrySet().stream().map(entry -> MappingText.scalar(entry.getKey()) + ": " + MappingText.flow(entry.getValue())).toList();
        Optional<Node> known = Marks.value(item, AUXILIARY).filter(node -> node instanceof CollectionNode<?> map && !map.getValue().isEmpty());
        if (known.isEmpty()) {
            return Marks.entry(item, AUXILIARY).isPresent() ? Optional.empty() : Optional.of(keyed(item, AUXILIARY, "{" + String.join(", ", lines) + "}", listed("  ", lines)));
        }
        return Optional.of(Marks.inBraces(known.get()) ? inserted(marks.start(known.get()) + 1, lines.stream().map(line -> line + ", ").collect(Collectors.joining()))
            : after(marks.end(known.get()), listed(" ".repeat(known.get().getStartMark().getColumn()), lines)));
    }

    /** A key that the mapping does not have, at its end: in braces in one line, else its block below it, as deep as the others. */
    private String keyed(Node mapping, String key, String inline, String block) {
        if (Marks.inBraces(mapping)) {
            int end = marks.end(mapping) - 1;
            String before = text.substring(0, end).stripTrailing();
            return before + (before.endsWith(",") ? " " : ", ") + key + ": " + inline + text.substring(before.length());
        }
        String indent = " ".repeat(mapping.getStartMark().getColumn());
        return after(marks.end(mapping), marks.ending() + indent + key + ":" + block.replace(marks.ending(), marks.ending() + indent));
    }

    /** Each on a line of its own; begins with the end of the line before. */
    private String listed(String start, List<String> lines) {
        return lines.stream().map(line -> marks.ending() + start + line).collect(Collectors.joining());
    }

    private String dash(Node item) {
        return text.substring(marks.lineStart(marks.start(item)), marks.start(item));
    }

    private String inserted(int place, String fresh) {
        return text.substring(0, place) + fresh + text.substring(place);
    }

    /** Below the line of this place, so that a comment at its end stays there. */
    private String after(int place, String lines) {
        int line = marks.nextLine(place);
        boolean ended = text.startsWith("\n", line - 1);
        int end = !ended ? line : text.startsWith("\r\n", line - 2) ? line - 2 : line - 1;
        return inserted(end, lines);
    }
}
