package dev.leat.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leat.model.Pipeline;
import dev.leat.model.StageFlow.Stage;
import dev.leat.model.Transformer;
import dev.leat.transform.Transformation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The graph that a pipeline compiles to. */
final class Stages {
    static final String BACKLOG = "Backlog";

    private Stages() {}

    static List<Stage> of(Compiled compiled) {
        Pipeline pipeline = compiled.pipeline();
        List<String> names = new ArrayList<>(List.of("Capture", "Map"));
        pipeline.transformers().forEach(transformer -> names.add(transformer.name()));
        names.add("Materialize");
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            List<String> out = new ArrayList<>(names.subList(i + 1, Math.min(i + 2, names.size())));
            if (i > 0) {
                out.add(BACKLOG);
            }
            stages.add(stage(compiled, i, names.get(i), i == names.size() - 1, out));
        }
        stages.add(new Stage(BACKLOG, BACKLOG, props(Map.of("name", pipeline.backlogName(), "limit", pipeline.limit().toString())), List.of()));
        return stages;
    }

    private static Stage stage(Compiled compiled, int i, String name, boolean last, List<String> out) {
        Pipeline pipeline = compiled.pipeline();
        if (i == 0) {
            return new Stage(name, "Capture", props(Map.of("connection", compiled.flow().source(), "entity", pipeline.source().toString(), "capture", FlowCheck.text(compiled.effective().capture()))), out);
        }
        if (i == 1) {
            return new Stage(name, "Map", props(Map.of("mapping", pipeline.mappingFile())), out);
        }
        if (last) {
            return new Stage(name, "Materialize", props(Map.of("connection", compiled.flow().destination(), "entity", pipeline.destination().toString(),
                "write", pipeline.writeMode().name().toLowerCase(Locale.ROOT), "checkpoint", pipeline.checkpointName())), out);
        }
        Transformer transformer = pipeline.transformers().get(i - 2);
        Map<String, JsonNode> props = new TreeMap<>();
        compiled.files().tree(pipeline).path("transformers").path(i - 2).properties().stream().filter(entry -> !List.of("type", "name", "salt").contains(entry.getKey()))
            .forEach(entry -> props.put(entry.getKey(), entry.getValue()));
        return new Stage(name, action(((Transformation) transformer).kind()), props, out);
    }

    /** All that a pipeline can compile to. */
    static List<String> actions() {
        return Stream.concat(Stream.of("Capture", "Map", "Materialize", BACKLOG), Transformation.kinds().keySet().stream().map(Stages::action)).sorted().toList();
    }

    private static String action(String kind) {
        return kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
    }

    private static Map<String, JsonNode> props(Map<String, String> texts) {
        Map<String, JsonNode> props = new TreeMap<>();
        texts.forEach((key, text) -> props.put(key, TextNode.valueOf(text)));
        return props;
    }
}
