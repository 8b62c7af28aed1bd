package dev.leat.mapping.propose;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An amount whose sign is said by a code in another column: which code means less than nothing is in the descriptions or in the examples. */
record Signed() implements Rule {
    private static final int CODES = 2;

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        boolean amount = draft.idea().steps() == 0 && goal.isNumber() && draft.family().isNumber();
        boolean meant = amount && (!goal.examples().isEmpty() || goal.says("negative", "negativ", "signed", "sign"));
        if (!meant || draft.texts().stream().anyMatch(text -> text.startsWith("-"))) {
            return Stream.empty();
        }
        return scene.beside(draft.idea().source()).stream().filter(other -> other != draft.idea().source() && other.family() == Family.TEXT)
            .flatMap(other -> signs(draft, other, goal).map(signs -> idea(draft, other, signs)).stream());
    }

    /** True for the codes of amounts below nothing. */
    private static Optional<Map<String, Boolean>> signs(Draft draft, Source codes, Goal goal) {
        Set<String> all = codes.values().stream().flatMap(Optional::stream).limit(200).collect(Collectors.toCollection(TreeSet::new));
        if (all.size() != CODES) {
            return Optional.empty();
        }
        Map<String, Boolean> signs = goal.examples().isEmpty() ? said(all, codes, goal) : shown(draft, codes, goal);
        return signs.keySet().equals(all) && new HashSet<>(signs.values()).size() == CODES ? Optional.of(signs) : Optional.empty();
    }

    private static Map<String, Boolean> shown(Draft draft, Source codes, Goal goal) {
        Map<String, Boolean> signs = new TreeMap<>();
        for (Example example : goal.examples()) {
            Optional<String> code = example.row() < codes.values().size() ? codes.values().get(example.row()) : Optional.empty();
            Optional<Double> before = code.flatMap(known -> draft.values().get(example.row())).flatMap(Numeric::of);
            Optional<Double> after = example.value().flatMap(Numeric::of);
            if (before.isPresent() && after.isPresent() && before.get() != 0) {
                boolean negative = before.get() == -after.get();
                if (!negative && !before.get().equals(after.get()) || Optional.ofNullable(signs.put(code.get(), negative)).filter(sign -> sign != negative).isPresent()) {
                    return Map.of();
                }
            }
        }
        return signs;
    }

    /** {@code H = credit} of the codes and {@code credit negative} of the target, or the signs themselves. */
    private static Map<String, Boolean> said(Set<String> all, Source codes, Goal goal) {
        Map<String, Boolean> signs = new TreeMap<>();
        List<String> words = Words.of(goal.description());
        Meanings meanings = new Meanings(List.of(codes.description()), List.of());
        for (String code : all) {
            List<String> names = words.stream().filter(word -> meanings.alike(code, word) >= 0.9).toList();
            Set<Boolean> negative = names.stream().flatMap(name -> following(words, name)).collect(Collectors.toSet());
            if (code.matches("[+-]")) {
                signs.put(code, code.equals("-"));
            } else if (negative.size() == 1) {
                signs.put(code, negative.iterator().next());
            }
        }
        return signs;
    }

    private static Stream<Boolean> following(List<String> words, String name) {
        return words.subList(words.indexOf(name) + 1, words.size()).stream().filter(word -> word.matches("negativ.*|positiv.*")).limit(1).map(word -> word.startsWith("negativ"));
    }

    private static Idea idea(Draft draft, Source codes, Map<String, Boolean> signs) {
        String whens = signs.entrySet().stream().map(sign -> " when " + Sql.text(sign.getKey()) + " then " + (sign.getValue() ? "-" : "") + draft.sql()).collect(Collectors.joining());
        return draft.then("case " + codes.sql() + whens + " end", "the sign by " + codes.field(), 0.2).with(codes).doubted(0.1);
    }
}
