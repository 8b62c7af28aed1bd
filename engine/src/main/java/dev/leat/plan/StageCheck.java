package dev.leat.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.model.Problem;
import dev.leat.model.Problems;
import dev.leat.model.StageFlow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A stage flow: exactly {@code name} and {@code stages}, each exactly {@code name, action, props, out}; a graph without cycles. */
final class StageCheck {
    private static final List<String> KEYS = List.of("name", "action", "props", "out");

    private StageCheck() {}

    /** What binding lets pass: it takes an absent list or map for an empty one. */
    static boolean shape(String file, JsonNode tree, Problems problems) {
        int before = problems.list().size();
        int i = 0;
        for (JsonNode stage : tree.path("stages")) {
            String where = file + ": stages[" + i++ + "]";
            KEYS.stream().filter(key -> stage.isObject() && stage.path(key).isNull() | stage.path(key).isMissingNode())
                .forEach(key -> problems.add(where + "." + key, "'" + key + "' is missing", "A stage has exactly name, action, props and out; write "
                    + (key.equals("props") ? "props: {}" : key.equals("out") ? "out: []" : key + ": ...")));
        }
        return problems.list().size() == before;
    }

    static void graph(Document<StageFlow> flow, Problems problems) {
        Map<String, StageFlow.Stage> byName = new LinkedHashMap<>();
        List<StageFlow.Stage> stages = flow.value().stages();
        if (stages.isEmpty()) {
            problems.add(flow.file() + ": stages", "a stage flow has at least one stage", "Add one: {name, action, props, out}");
        }
        for (int i = 0; i < stages.size(); i++) {
            if (byName.putIfAbsent(stages.get(i).name(), stages.get(i)) != null) {
                problems.add(flow.file() + ": stages[" + i + "].name", "two stages are called '" + stages.get(i).name() + "'", "Rename one of them");
            }
        }
        boolean dangling = false;
        for (int i = 0; i < stages.size(); i++) {
            for (int o = 0; o < stages.get(i).out().size(); o++) {
                String next = stages.get(i).out().get(o);
                if (!byName.containsKey(next)) {
                    dangling = true;
                    problems.add(flow.file() + ": stages[" + i + "].out[" + o + "]", "'" + next + "' is no stage", Problem.choices(byName.keySet()));
                }
            }
        }
        if (!dangling) {
            cycle(byName).ifPresent(cycle -> problems.add(flow.file() + ": stages", "they go in a circle: " + String.join(" ▶ ", cycle), "Take one of these steps out"));
        }
    }

    private static Optional<List<String>> cycle(Map<String, StageFlow.Stage> byName) {
        Set<String> done = new HashSet<>();
        return byName.keySet().stream().flatMap(start -> walk(start, byName, new ArrayList<>(), done).stream()).findFirst();
    }

    private static Optional<List<String>> walk(String name, Map<String, StageFlow.Stage> byName, List<String> path, Set<String> done) {
        if (path.contains(name)) {
            List<String> cycle = new ArrayList<>(path.subList(path.indexOf(name), path.size()));
            cycle.add(name);
            return Optional.of(cycle);
        }
        if (!done.contains(name)) {
            path.add(name);
            for (String next : byName.get(name).out()) {
                Optional<List<String>> cycle = walk(next, byName, path, done);
                if (cycle.isPresent()) {
                    return cycle;
                }
            }
            path.remove(path.size() - 1);
            done.add(name);
        }
        return Optional.empty();
    }
}
