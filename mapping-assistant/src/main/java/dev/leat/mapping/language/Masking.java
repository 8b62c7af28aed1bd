package dev.leat.mapping.language;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The policy for values that leave the machine: every letter becomes {@code A} or {@code a}, every digit {@code 9}, blanks and ASCII punctuation stay, anything else becomes
 * {@code ?}, and of a long value the beginning is left. So the format can be seen and the value cannot. Up to five masks a field, the most frequent first.
 */
final class Masking {
    private static final int MOST = 5;
    private static final int LONGEST = 40;

    private Masking() {}

    static List<String> masks(List<Optional<String>> values) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        values.forEach(value -> value.ifPresent(text -> counts.merge(mask(text), 1, Integer::sum)));
        return counts.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST).map(Map.Entry::getKey).toList();
    }

    static String mask(String value) {
        StringBuilder mask = new StringBuilder();
        value.codePoints().limit(LONGEST).forEach(letter -> mask.append(masked(letter)));
        return value.codePointCount(0, value.length()) > LONGEST ? mask + "..." : mask.toString();
    }

    private static char masked(int letter) {
        if (Character.isLetter(letter)) {
            return Character.isUpperCase(letter) ? 'A' : 'a';
        }
        if (Character.isDigit(letter) || Character.getType(letter) == Character.LETTER_NUMBER || Character.getType(letter) == Character.OTHER_NUMBER) {
            return '9';
        }
        return letter >= ' ' && letter <= '~' ? (char) letter : '?';
    }
}
