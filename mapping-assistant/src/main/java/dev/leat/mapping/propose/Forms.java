package dev.leat.mapping.propose;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The forms of texts: runs of capital letters, of small letters and of digits as one sign each.
 *
 * @param all   each form once, whether numbers begin with zeros or not
 * @param pairs how often which sign follows which
 */
record Forms(Set<String> all, Map<String, Double> pairs) {
    private static final int LOOKED_AT = 60;

    static Forms of(List<String> texts) {
        Set<String> all = new HashSet<>();
        Map<String, Double> pairs = new HashMap<>();
        for (String text : texts) {
            String form = form(text);
            all.add(bare(form));
            String marked = "^" + form + "$";
            for (int i = 0; i + 1 < marked.length(); i++) {
                pairs.merge(marked.substring(i, i + 2), 1.0 / marked.length(), Double::sum);
            }
        }
        return new Forms(all, pairs);
    }

    /** Of the beginning. A zero that leads a number counts by itself. */
    static String form(String text) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), LOOKED_AT); i++) {
            char sign = text.charAt(i);
            boolean first = i == 0 || !Character.isDigit(text.charAt(i - 1));
            boolean zero = sign == '0' && first && i + 1 < text.length() && Character.isDigit(text.charAt(i + 1));
            char kind = zero ? '@' : Character.isDigit(sign) ? '9' : Character.isUpperCase(sign) ? 'A' : Character.isLetter(sign) ? 'a' : sign;
            if (form.length() == 0 || form.charAt(form.length() - 1) != kind || kind != '9' && kind != 'A' && kind != 'a') {
                form.append(kind);
            }
        }
        return form.toString();
    }

    private static String bare(String form) {
        return form.replaceAll("@+9?", "9");
    }

    /** The share of the texts that have one of these forms. */
    double share(List<String> texts) {
        return texts.isEmpty() ? 0 : (double) texts.stream().filter(text -> all.contains(bare(form(text)))).count() / texts.size();
    }

    /** 1 for the same signs after each other equally often, 0 for none in common. */
    double alike(Forms other) {
        double product = pairs.entrySet().stream().mapToDouble(pair -> pair.getValue() * other.pairs.getOrDefault(pair.getKey(), 0.0)).sum();
        double lengths = Math.sqrt(square(pairs) * square(other.pairs));
        return lengths == 0 ? 0 : product / lengths;
    }

    private static double square(Map<String, Double> vector) {
        return vector.values().stream().mapToDouble(value -> value * value).sum();
    }
}
