package dev.leat.mapping.propose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.model.Yaml;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A value out of text that is JSON: the one whose path is named as the target, or the only kind that fits. */
record JsonText() implements Rule {
    private static final int LOOKED_AT = 20;
    private static final int LONGEST = 100;

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        List<String> texts = draft.texts().stream().limit(LOOKED_AT).toList();
        if (draft.family() != Family.TEXT || texts.isEmpty() || !texts.stream().allMatch(text -> text.strip().startsWith("{"))) {
            return Stream.empty();
        }
        Map<String, List<String>> paths = new LinkedHashMap<>();
        for (String text : texts) {
            parsed(text).ifPresent(node -> walk(node, "$", List.of(), paths, goal.is(Family.ARRAY)));
        }
        return paths.entrySet().stream().map(path -> Map.entry(path.getKey(), named(path.getValue(), goal))).filter(path -> path.getValue() > 0)
            .map(path -> draft.then("get_json_object(" + draft.sql() + ", " + Sql.text(path.getKey()) + ")", "the value at " + path.getKey(), path.getValue()));
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.ofNullable(Yaml.json().readTree(text));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static void walk(JsonNode node, String path, List<String> words, Map<String, List<String>> paths, boolean arrays) {
        if (arrays ? node.isArray() : node.isValueNode()) {
            paths.putIfAbsent(path, words);
        } else if (node.isObject() && path.length() < LONGEST) {
            for (Iterator<String> names = node.fieldNames(); names.hasNext();) {
                String name = names.next();
                List<String> inner = new ArrayList<>(words);
                inner.addAll(Words.of(name));
                if (!name.matches(".*['\\]\\\\].*")) {
                    walk(node.get(name), path + (name.matches("\\w+") ? "." + name : "['" + name + "']"), inner, paths, arrays);
                }
            }
        }
    }

    /** How much the path is named as the target; 0 for not at all. */
    private static double named(List<String> path, Goal goal) {
        if (path.isEmpty() || !goal.words().contains(path.get(path.size() - 1)) && !path.contains(goal.words().isEmpty() ? "" : goal.words().get(goal.words().size() - 1))) {
            return 0;
        }
        long common = path.stream().distinct().filter(goal.words()::contains).count();
        return 0.3 * common / Math.max(1, Math.max(goal.words().size(), path.size()));
    }
}
