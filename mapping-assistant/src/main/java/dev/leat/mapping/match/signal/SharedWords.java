package dev.leat.mapping.match.signal;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names have words in common, abbreviations and common foreign words read as what they stand for; rare words count more. */
final class SharedWords implements Signal {
    @Override
    public double measure(Column source, Column target) {
        Map<String, Double> a = source.name.words;
        Map<String, Double> b = target.name.words;
        double all = sum(a) + sum(b);
        return all == 0 ? 0 : (covered(a, b) + covered(b, a)) / all;
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        String shared = String.join(" ", source.name.words.keySet().stream().filter(target.name.words::containsKey).toList());
        return measure < 0.25 || shared.isEmpty() || source.name.whole.equals(target.name.whole) ? Optional.empty() : Optional.of("names share the words \"" + shared + "\"");
    }

    private static double sum(Map<String, Double> words) {
        return words.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double covered(Map<String, Double> words, Map<String, Double> by) {
        double sum = 0;
        for (Map.Entry<String, Double> word : words.entrySet()) {
            double best = by.containsKey(word.getKey()) ? 1 : 0;
            for (String other : best == 1 ? List.<String>of() : by.keySet()) {
                best = Math.max(best, alike(word.getKey(), other));
            }
            sum += word.getValue() * best;
        }
        return sum;
    }

    /** For different words: a shortened form, or nearly the same letters. */
    private static double alike(String a, String b) {
        String brief = a.length() < b.length() ? a : b;
        String full = a.length() < b.length() ? b : a;
        if (brief.length() < 2 || Script.ideographic(brief.charAt(0)) || Character.isDigit(brief.charAt(0))) {
            return 0;
        }
        double shortened = brief.length() < full.length() ? 0.9 * Shortening.of(brief, List.of(full)) : 0;
        double spelled = brief.length() < 4 ? 0 : Spelling.alike(a, b);
        return Math.max(shortened, spelled < 0.7 ? 0 : 0.9 * spelled);
    }
}
