package dev.leat.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** A flow written as stages directly. */
public record StageFlow(String name, List<Stage> stages) {
    /** A node of the executable graph. {@code out} names the stages that come next. */
    public record Stage(String name, String action, Map<String, JsonNode> props, List<String> out) {
        public Stage {
            props = Map.copyOf(props);
            out = List.copyOf(out);
        }
    }

    public StageFlow {
        stages = List.copyOf(stages);
    }
}
