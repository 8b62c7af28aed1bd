package dev.leat.mapping.match.signal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Shares of forms and of characters in a column's values. */
record Profile(Map<String, Double> coarse, Map<String, Double> fine, double[] characters) {
    private static final int READ = 300;
    private static final String SIGNS = " .,-_/:;()'\"#&@%+*$";
    private static final int OTHERS = 26;
    private static final int SIZE = OTHERS + 5 + SIGNS.length();

    static Profile of(Values values) {
        List<String> read = values.present.stream().limit(READ).toList();
        double[] characters = new double[SIZE];
        double all = 0;
        for (String value : read) {
            for (int i = 0; i < value.length(); i++) {
                characters[place(value.charAt(i))]++;
                all++;
            }
        }
        for (int i = 0; i < SIZE; i++) {
            characters[i] /= Math.max(1, all);
        }
        return new Profile(shares(read, Shape::coarse), shares(read, Shape::fine), characters);
    }

    /** How much two distributions over the same keys overlap. */
    static double overlap(Map<String, Double> a, Map<String, Double> b) {
        double sum = 0;
        for (Map.Entry<String, Double> share : a.entrySet()) {
            sum += Math.min(share.getValue(), b.getOrDefault(share.getKey(), 0.0));
        }
        return sum;
    }

    private static Map<String, Double> shares(List<String> values, Function<String, String> form) {
        Map<String, Double> shares = new LinkedHashMap<>();
        values.forEach(value -> shares.merge(form.apply(value), 1.0 / values.size(), Double::sum));
        return shares;
    }

    private static int place(char character) {
        char lower = Character.toLowerCase(character);
        if (lower >= 'a' && lower <= 'z') {
            return lower - 'a';
        }
        int sign = SIGNS.indexOf(character);
        if (sign >= 0) {
            return OTHERS + 5 + sign;
        }
        return OTHERS + (Character.isDigit(character) ? 0 : Script.ideographic(character) ? 1 : Character.isLetter(character) ? 2 : Character.isWhitespace(character) ? 3 : 4);
    }
}
