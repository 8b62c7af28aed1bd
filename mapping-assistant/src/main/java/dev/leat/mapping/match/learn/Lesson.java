package dev.leat.mapping.match.learn;

import dev.leat.mapping.match.Comparison;
import java.util.List;

/**
 * Two tables whose mapping is known.
 *
 * @param set  the data set it belongs to: what is left out together
 * @param gold pairs of names, source and target
 */
public record Lesson(String set, String name, Comparison comparison, List<Pair> gold) {
    /** A source field and the destination field it belongs to. */
    public record Pair(String source, String target) {}

    public Lesson {
        gold = List.copyOf(gold);
    }

    /** By source and destination field. */
    boolean[][] truth() {
        int sources = comparison.source().fields().size();
        int targets = comparison.target().fields().size();
        boolean[][] truth = new boolean[sources][targets];
        for (int s = 0; s < sources; s++) {
            for (int t = 0; t < targets; t++) {
                truth[s][t] = gold.contains(new Pair(comparison.source().fields().get(s).name(), comparison.target().fields().get(t).name()));
            }
        }
        return truth;
    }
}
