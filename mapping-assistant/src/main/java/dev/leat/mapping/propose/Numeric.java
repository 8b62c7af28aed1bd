package dev.leat.mapping.propose;

import java.util.List;
import java.util.Optional;

/** Texts as numbers. */
final class Numeric {
    private static final String PLAIN = "[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?";

    private Numeric() {}

    static Optional<Double> of(String text) {
        String stripped = text.strip();
        return stripped.length() < 60 && stripped.matches(PLAIN) ? Optional.of(Double.valueOf(stripped)) : Optional.empty();
    }

    static boolean all(List<String> texts) {
        return !texts.isEmpty() && texts.stream().allMatch(text -> of(text).isPresent());
    }

    static Optional<Double> median(List<String> texts) {
        List<Double> sorted = texts.stream().flatMap(text -> of(text).stream()).sorted().toList();
        return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
    }
}
