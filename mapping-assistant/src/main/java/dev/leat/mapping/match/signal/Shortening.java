package dev.leat.mapping.match.signal;

import java.util.List;

/**
 * Whether a name is a shortened form of another by the rules people use: the beginnings of the words in order ({@code custaddr}, {@code AdLi2}),
 * initials ({@code dob}), or letters left out within a word ({@code qnty}).
 */
final class Shortening {
    private static final double NONE = Double.NEGATIVE_INFINITY;
    /** Costs, in letters: a letter taken after a gap within a word, and a word of the long name of which nothing is left. */
    private static final double GAP = 0.35;
    private static final double MISSING = 0.9;
    private static final int LONGEST = 40;

    private Shortening() {}

    /**
     * @param shortName letters and digits
     * @param words     of the long name, in order
     * @return 1 for the words written in full, less for more letters left out of order or words left out; 0 if it is no shortened form
     */
    static double of(String shortName, List<String> words) {
        String all = String.join("", words);
        if (shortName.isEmpty() || all.isEmpty() || shortName.length() > LONGEST || all.length() > LONGEST * 2 || shortName.length() > all.length()
            || shortName.charAt(0) != all.charAt(0)) {
            return 0;
        }
        double best = best(shortName, words);
        if (best == NONE) {
            return 0;
        }
        double kept = shortName.length() / (double) all.length();
        double quality = Math.max(0, best / shortName.length());
        return quality * (0.55 + 0.45 * Math.sqrt(kept));
    }

    /** The most that the letters are worth, each one 1, when each word takes its first letter first, then more in order, and none is jumped over for free. */
    private static double best(String letters, List<String> words) {
        int n = letters.length();
        double[] reached = new double[n + 1];
        java.util.Arrays.fill(reached, NONE);
        reached[0] = 0;
        for (String word : words) {
            double[] next = new double[n + 1];
            for (int i = 0; i <= n; i++) {
                next[i] = reached[i] - MISSING;
            }
            for (int from = 0; from < n; from++) {
                if (reached[from] > NONE && letters.charAt(from) == word.charAt(0)) {
                    within(letters, from, word, reached[from], next);
                }
            }
            reached = next;
        }
        return reached[n];
    }

    private static void within(String letters, int from, String word, double worth, double[] next) {
        int at = 1;
        double value = worth + 1;
        next[from + 1] = Math.max(next[from + 1], value);
        for (int i = from + 1; i < letters.length(); i++) {
            int found = word.indexOf(letters.charAt(i), at);
            if (found < 0) {
                return;
            }
            value += found == at ? 1 : 1 - GAP;
            at = found + 1;
            next[i + 1] = Math.max(next[i + 1], value);
        }
    }
}
