package dev.leat.mapping.match.signal;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The letters of a text in overlapping threes, the ends marked: sorted, repeated ones repeated. */
final class Trigrams {
    private Trigrams() {}

    static long[] of(String text) {
        int[] padded = IntStream.concat(IntStream.concat(IntStream.of(0, 0), text.codePoints()), IntStream.of(0)).toArray();
        long[] result = IntStream.range(0, Math.max(0, padded.length - 2))
            .mapToLong(i -> ((long) padded[i] << 42) | ((long) padded[i + 1] << 21) | padded[i + 2]).toArray();
        Arrays.sort(result);
        return result;
    }

    /** Dice's coefficient: twice what is in both, by the sum of the sizes. */
    static double dice(long[] a, long[] b) {
        int i = 0;
        int j = 0;
        int both = 0;
        while (i < a.length && j < b.length) {
            if (a[i] == b[j]) {
                both++;
                i++;
                j++;
            } else if (a[i] < b[j]) {
                i++;
            } else {
                j++;
            }
        }
        return a.length + b.length == 0 ? 0 : 2.0 * both / (a.length + b.length);
    }
}
