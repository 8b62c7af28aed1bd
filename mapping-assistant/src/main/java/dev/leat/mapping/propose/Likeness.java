package dev.leat.mapping.propose;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How much values look as if they were from the same field: numbers by size, texts by form, length and common values. */
final class Likeness {
    private static final int FEW = 20;

    private Likeness() {}

    static double of(List<String> made, Goal goal) {
        if (made.isEmpty()) {
            return 0.5;
        }
        if (goal.isNumber()) {
            return numbers(made, goal.existing());
        }
        return goal.family().filter(family -> family.isTime() || family == Family.TRUTH).isPresent() ? 1 : texts(made, goal);
    }

    /** One for the same order of magnitude, none at a factor of thirty. */
    private static double numbers(List<String> made, List<String> existing) {
        Optional<Double> one = Numeric.median(made);
        Optional<Double> other = Numeric.median(existing);
        if (one.isEmpty() || other.isEmpty() || one.get() == 0 || other.get() == 0) {
            return 0.8;
        }
        double distance = Math.abs(Math.log10(Math.abs(one.get() / other.get())));
        return Math.max(0, 1 - Math.max(0, distance - 0.3) / 1.2);
    }

    private static double texts(List<String> made, Goal goal) {
        List<String> existing = goal.existing();
        Set<String> known = new HashSet<>(existing);
        double common = (double) made.stream().filter(known::contains).count() / made.size();
        double alike = 0.8 * goal.forms().alike(Forms.of(made)) + 0.2 * lengths(made, existing);
        return known.size() <= FEW ? Math.max(alike, 0.5 * alike + 0.5 * common) : Math.max(alike, common);
    }

    private static double lengths(List<String> made, List<String> existing) {
        Set<Integer> fixed = new HashSet<>(existing.stream().map(String::length).toList());
        if (fixed.size() == 1 && existing.size() > 1) {
            return (double) made.stream().filter(text -> fixed.contains(text.length())).count() / made.size();
        }
        double one = made.stream().mapToInt(String::length).average().orElse(0) + 1;
        double other = existing.stream().mapToInt(String::length).average().orElse(0) + 1;
        return Math.max(0, 1 - Math.abs(Math.log(one / other)));
    }
}
