package dev.leat.mapping.match;

import dev.leat.mapping.match.signal.Signals;
import java.util.stream.IntStream;

/** Whether numbers in names tell fields apart in these two tables, or only count them. @param same by source and destination field; not a number where a name has none */
record Numerals(double[][] same) {
    static Numerals of(double[][][] measures) {
        double[][] same = new double[measures.length][];
        for (int s = 0; s < measures.length; s++) {
            same[s] = java.util.Arrays.stream(measures[s]).mapToDouble(pair -> pair[Signals.NUMERALS]).toArray();
        }
        return new Numerals(same);
    }

    /** 1 for the same numbers, -1 for different ones, 0 where a name has none. */
    double of(int source, int target) {
        return Double.isNaN(same[source][target]) ? 0 : 2 * same[source][target] - 1;
    }

    /** The mean of the pairs that fit best, drawn towards 0. @param assigned the destination field of each source field, -1 for none */
    double usual(int[] assigned) {
        double[] known = IntStream.range(0, assigned.length).filter(s -> assigned[s] >= 0).mapToDouble(s -> of(s, assigned[s])).filter(one -> one != 0).toArray();
        return java.util.Arrays.stream(known).sum() / (known.length + 1);
    }
}
