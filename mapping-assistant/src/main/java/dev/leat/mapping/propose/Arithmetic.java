package dev.leat.mapping.propose;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Two columns added, subtracted or multiplied, as the description or the examples say. */
record Arithmetic() implements Rule {
    private static final Map<String, List<String>> SIGNS = Map.of("*", List.of("times", "multiplied", "mal"),
        "+", List.of("plus", "and", "sum", "added"), "-", List.of("minus", "less", "without", "difference"));

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        Source first = draft.idea().source();
        if (draft.idea().steps() > 0 || !goal.isNumber() || !first.family().isNumber()) {
            return Stream.empty();
        }
        List<Source> others = scene.ranked().stream().filter(other -> other != first && other.family().isNumber()).toList();
        return others.stream().flatMap(other -> SIGNS.entrySet().stream().sorted(Map.Entry.comparingByKey())
            .filter(sign -> !goal.examples().isEmpty() || said(first, other, goal, sign.getValue()))
            .flatMap(sign -> sign.getKey().equals("-") ? Stream.of(idea(first, other, sign.getKey()), idea(other, first, sign.getKey())) : Stream.of(idea(first, other, sign.getKey()))))
            .map(idea -> idea.doubted(0.1));
    }

    /** The description names both columns and what to do with them. */
    private static boolean said(Source one, Source other, Goal goal, List<String> signs) {
        List<String> words = Words.of(goal.description());
        return signs.stream().anyMatch(words::contains) && words.containsAll(one.words()) && words.containsAll(other.words());
    }

    private static Idea idea(Source one, Source other, String sign) {
        boolean gaps = !sign.equals("*") && Stream.of(one, other).anyMatch(source -> source.values().stream().anyMatch(Optional::isEmpty));
        String left = gaps ? "coalesce(" + one.sql() + ", 0)" : one.sql();
        String right = gaps ? "coalesce(" + other.sql() + ", 0)" : other.sql();
        return Idea.of(left + " " + sign + " " + right, List.of(one, other), one.field() + " " + sign + " " + other.field(), sign.equals("-") ? 0.15 : 0.2);
    }
}
