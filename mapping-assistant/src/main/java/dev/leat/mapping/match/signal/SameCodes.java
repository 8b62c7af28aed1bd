package dev.leat.mapping.match.signal;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Both hold few different values, and those of the one stand for those of the other: {@code M} for {@code male}, {@code Y} for {@code true}. */
final class SameCodes implements Signal {
    private static final int MOST = 12;
    private static final List<Set<String>> TRUTHS = List.of(Set.of("true", "t", "yes", "y", "1", "是", "ja", "oui", "si", "on"), Set.of("false", "f", "no", "n", "0", "否", "nein", "non", "off"));

    @Override
    public double measure(Column source, Column target) {
        List<String> a = source.codes;
        List<String> b = target.codes;
        if (a.isEmpty() || b.isEmpty()) {
            return UNKNOWN;
        }
        return a.size() < b.size() ? covered(a, b) : a.size() > b.size() ? covered(b, a) : Math.max(covered(a, b), covered(b, a));
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        return measure >= 0.6 ? Optional.of("codes stand for one another") : Optional.empty();
    }

    /** Values in comparable form, if they are few and often repeated or all that there is; none for numbers and dates. */
    static List<String> of(Values values) {
        boolean few = values.distinct.size() >= 2 && values.distinct.size() <= MOST && values.distinct.size() * 2 <= values.present.size();
        boolean words = values.family == Family.BOOLEAN || values.family == Family.CODE || values.family == Family.TEXT || values.family == Family.IDENTIFIER;
        return few && words ? List.copyOf(values.distinct.keySet()) : List.of();
    }

    /** Each value takes the partner that fits best, at most once. */
    private static double covered(List<String> few, List<String> many) {
        double[][] alike = new double[few.size()][many.size()];
        for (int i = 0; i < few.size(); i++) {
            for (int j = 0; j < many.size(); j++) {
                alike[i][j] = alike(few.get(i), many.get(j));
            }
        }
        double sum = 0;
        boolean[] taken = new boolean[many.size()];
        boolean[] done = new boolean[few.size()];
        for (int round = 0; round < few.size(); round++) {
            int bestRow = -1;
            int bestColumn = -1;
            for (int i = 0; i < few.size(); i++) {
                for (int j = 0; !done[i] && j < many.size(); j++) {
                    if (!taken[j] && (bestRow < 0 || alike[i][j] > alike[bestRow][bestColumn])) {
                        bestRow = i;
                        bestColumn = j;
                    }
                }
            }
            sum += alike[bestRow][bestColumn];
            done[bestRow] = true;
            taken[bestColumn] = true;
        }
        return sum / few.size();
    }

    private static double alike(String a, String b) {
        if (a.equals(b)) {
            return 1;
        }
        if (TRUTHS.stream().anyMatch(truth -> truth.contains(a) && truth.contains(b))) {
            return 0.95;
        }
        String brief = a.length() <= b.length() ? a : b;
        String full = a.length() <= b.length() ? b : a;
        if ((" " + full + " ").contains(" " + brief + " ")) {
            return 0.8;
        }
        double shortened = brief.length() < full.length() ? Shortening.of(brief.replace(" ", ""), List.of(full.split(" "))) : 0;
        return Math.max(shortened > 0 ? Math.max(0.5, shortened) : 0, Spelling.alike(a, b) >= 0.7 ? Spelling.alike(a, b) : 0);
    }
}
