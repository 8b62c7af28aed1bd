package dev.leat.mapping.propose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.SampledField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A transformation that a person would make: from these columns to this field.
 *
 * @param expected of each row; empty where nothing may be proposed
 */
record TransformationCase(String category, String name, SampledEntity source, TargetField target, List<Example> examples, Optional<List<Optional<String>>> expected) {
    private static final double BEST = 0.9;
    private static final double NEXT = 0.15;

    static TransformationCase of(JsonNode node) {
        List<SampledField> fields = new ArrayList<>();
        node.get("source").fields().forEachRemaining(column -> fields.add(new SampledField(column.getKey(), text(node.path("types").path(column.getKey())),
            text(node.path("descriptions").path(column.getKey())), texts(column.getValue()))));
        JsonNode target = node.get("target");
        Optional<List<Optional<String>>> expected = node.has("expected") ? Optional.of(texts(node.get("expected"))) : Optional.empty();
        List<Example> examples = new ArrayList<>();
        for (int row = 0; row < node.path("examples").asInt(); row++) {
            examples.add(new Example(row, expected.orElseThrow().get(row)));
        }
        TargetField field = new TargetField(target.get("name").asText(), text(target.path("type")), text(target.path("description")), text(target.path("semantic")),
            target.path("required").asBoolean(), false, flat(target.path("values")), text(target.path("unit")), flat(target.path("sample")));
        return new TransformationCase(node.get("category").asText(), node.get("name").asText(), new SampledEntity("source", fields), field, examples, expected);
    }

    private static Optional<String> text(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node.asText());
    }

    private static List<Optional<String>> texts(JsonNode nodes) {
        List<Optional<String>> texts = new ArrayList<>();
        nodes.forEach(node -> texts.add(text(node)));
        return texts;
    }

    private static List<String> flat(JsonNode nodes) {
        return texts(nodes).stream().flatMap(Optional::stream).toList();
    }

    /** All columns, as a matcher would rank them that believes in the order in which they are written. */
    List<Origin> origins() {
        List<Origin> origins = new ArrayList<>();
        for (SampledField field : source.fields()) {
            origins.add(new Origin(field.name(), Math.max(0.1, BEST - NEXT * origins.size()), "written first"));
        }
        return origins;
    }
}
