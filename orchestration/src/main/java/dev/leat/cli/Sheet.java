package dev.leat.cli;

import dev.leat.mapping.review.Visible;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Labels with texts beside them, wrapped to the width. */
final class Sheet {
    private static final String INDENT = "  ";

    private final String title;
    private final Map<String, String> entries = new LinkedHashMap<>();

    Sheet(String title) {
        this.title = title;
    }

    Sheet with(String label, Object text) {
        entries.put(Visible.of(label), String.valueOf(text));
        return this;
    }

    List<String> lines(int width) {
        List<String> lines = new ArrayList<>(List.of(Visible.of(title)));
        int label = entries.keySet().stream().mapToInt(String::length).max().orElse(0);
        entries.forEach((name, text) -> {
            String start = INDENT + name + " ".repeat(label - name.length()) + INDENT;
            for (String part : wrapped(Visible.of(text), Math.max(20, width - start.length()))) {
                lines.add((start + part).stripTrailing());
                start = " ".repeat(start.length());
            }
        });
        return lines;
    }

    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
