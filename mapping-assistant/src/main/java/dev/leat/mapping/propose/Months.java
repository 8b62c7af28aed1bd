package dev.leat.mapping.propose;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Names of months. */
final class Months {
    /** English, as Spark's patterns read them. */
    static final Set<String> BRIEF = names(TextStyle.SHORT, Locale.US).keySet();
    static final Set<String> FULL = names(TextStyle.FULL, Locale.US).keySet();
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN, Locale.FRENCH, Locale.forLanguageTag("es"), Locale.ITALIAN, Locale.forLanguageTag("pt"),
        Locale.forLanguageTag("nl"), Locale.forLanguageTag("pl"), Locale.forLanguageTag("sv"));

    private Months() {}

    /** The names of one language that has all of these, in lower case as written there, with their numbers. */
    static Optional<Map<String, Integer>> language(Set<String> lowerCase) {
        for (Locale language : LANGUAGES) {
            for (TextStyle style : List.of(TextStyle.FULL, TextStyle.SHORT)) {
                Map<String, Integer> names = spelled(style, language);
                if (!lowerCase.isEmpty() && names.keySet().containsAll(lowerCase)) {
                    return Optional.of(names);
                }
            }
        }
        return Optional.empty();
    }

    private static Map<String, Integer> names(TextStyle style, Locale language) {
        return Arrays.stream(Month.values()).collect(Collectors.toMap(month -> Words.plain(month.getDisplayName(style, language)).replace(".", ""), Month::getValue));
    }

    private static Map<String, Integer> spelled(TextStyle style, Locale language) {
        Map<String, Integer> spelled = new TreeMap<>();
        for (Month month : Month.values()) {
            spelled.put(month.getDisplayName(style, language).toLowerCase(Locale.ROOT).replace(".", ""), month.getValue());
        }
        return spelled;
    }
}
