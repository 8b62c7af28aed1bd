package dev.leat.bench;

import java.util.Comparator;
import java.util.List;

/** What one piece of work took. @param wall seconds @param cpu seconds of all its threads and processes, without servers */
record Timed(double wall, double cpu) {

    /** Each of the two on its own. */
    static Timed median(List<Timed> all) {
        return new Timed(middle(all.stream().map(Timed::wall).toList()), middle(all.stream().map(Timed::cpu).toList()));
    }

    private static double middle(List<Double> values) {
        List<Double> sorted = values.stream().sorted(Comparator.naturalOrder()).toList();
        return sorted.get(sorted.size() / 2);
    }
}
