package dev.leat.mapping.match.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Cuts a word that nobody knows into words that are known: {@code tripduration}, {@code gewichtsverlust}. */
final class Compound {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 40;
    /** What languages put between the parts. */
    private static final List<String> JOINTS = List.of("", "s", "es", "n", "en");
    /** Two letters that are a part of their own at the end. */
    private static final Set<String> TAILS = Set.of("id", "no", "nr", "dt", "cd", "nm");

    private Compound() {}

    /** Fewest parts first, then the longest; empty where it cannot be cut. */
    static List<String> parts(String word, Predicate<String> known) {
        int size = word.length();
        if (size < 2 * SHORTEST || size > LONGEST || !word.chars().allMatch(letter -> letter >= 'a' && letter <= 'z')) {
            return List.of();
        }
        double[] cost = new double[size + 1];
        int[] from = new int[size + 1];
        int[] joint = new int[size + 1];
        java.util.Arrays.fill(cost, Double.POSITIVE_INFINITY);
        cost[0] = 0;
        for (int start = 0; start < size; start++) {
            for (int skip = 0; skip < JOINTS.size(); skip++) {
                String between = JOINTS.get(skip);
                int begin = start + between.length();
                if (cost[start] == Double.POSITIVE_INFINITY || skip > 0 && start == 0 || !word.startsWith(between, start)) {
                    continue;
                }
                for (int end = begin + 2; end <= size; end++) {
                    String part = word.substring(begin, end);
                    boolean usable = part.length() >= SHORTEST ? known.test(part) : end == size && start > SHORTEST && TAILS.contains(part);
                    double next = cost[start] + 1 + (part.length() == SHORTEST ? 0.3 : 0) + (skip > 0 ? 0.2 : 0) - 0.001 * part.length() * part.length();
                    if (usable && next < cost[end]) {
                        cost[end] = next;
                        from[end] = start;
                        joint[end] = begin;
                    }
                }
            }
        }
        List<String> parts = new ArrayList<>();
        if (cost[size] < Double.POSITIVE_INFINITY) {
            for (int end = size; end > 0; end = from[end]) {
                parts.add(0, word.substring(joint[end], end));
            }
        }
        return parts.size() > 1 ? parts : List.of();
    }
}
