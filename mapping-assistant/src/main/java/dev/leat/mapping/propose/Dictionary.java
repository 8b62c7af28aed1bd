package dev.leat.mapping.propose;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Codes and names that the world agrees on: countries, languages, currencies, months, as the Java runtime knows them. */
final class Dictionary {
    private static final List<Dictionary> ALL = List.of(countries(), languages(), currencies(), months());

    /** By place of the spelling, then by its bare text: the entry. */
    private final List<Map<String, List<String>>> spellings = new ArrayList<>();

    private Dictionary(Stream<List<String>> entries) {
        entries.forEach(entry -> {
            for (int i = 0; i < entry.size(); i++) {
                while (spellings.size() <= i) {
                    spellings.add(new HashMap<>());
                }
                spellings.get(i).putIfAbsent(Words.bare(entry.get(i)), entry);
            }
        });
    }

    private static Dictionary countries() {
        Stream<List<String>> known = Arrays.stream(Locale.getISOCountries()).map(code -> new Locale("", code))
            .map(country -> List.of(country.getCountry(), country.getISO3Country(), country.getDisplayCountry(Locale.ENGLISH), country.getDisplayCountry(Locale.GERMAN),
                country.getDisplayCountry(Locale.FRENCH), country.getDisplayCountry(Locale.forLanguageTag("es"))));
        Stream<List<String>> also = Stream.of("US USA United States of America", "GB GBR Great Britain", "GB GBR UK", "NL NLD Holland").map(line -> line.split(" ", 3))
            .map(parts -> List.of(parts[0], parts[1], parts[2]));
        return new Dictionary(Stream.concat(known, also));
    }

    private static Dictionary languages() {
        return new Dictionary(Arrays.stream(Locale.getISOLanguages()).sorted(Comparator.naturalOrder()).map(Locale::new).flatMap(language -> {
            try {
                return Stream.of(List.of(language.getLanguage(), language.getISO3Language(), language.getDisplayLanguage(Locale.ENGLISH), language.getDisplayLanguage(Locale.GERMAN),
                    language.getDisplayLanguage(Locale.FRENCH)));
            } catch (MissingResourceException noThreeLetters) {
                return Stream.empty();
            }
        }));
    }

    private static Dictionary currencies() {
        return new Dictionary(Currency.getAvailableCurrencies().stream().sorted(Comparator.comparing(Currency::getCurrencyCode))
            .map(currency -> List.of(currency.getCurrencyCode(), currency.getDisplayName(Locale.ENGLISH), String.format(Locale.ROOT, "%03d", currency.getNumericCode()))));
    }

    private static Dictionary months() {
        return new Dictionary(Arrays.stream(Month.values()).map(month -> Stream.concat(Stream.of(Integer.toString(month.getValue()), String.format(Locale.ROOT, "%02d", month.getValue())),
            Stream.of(Locale.ENGLISH, Locale.GERMAN, Locale.FRENCH).flatMap(language -> Stream.of(TextStyle.SHORT, TextStyle.FULL).map(style -> month.getDisplayName(style, language)))).toList()));
    }

    /** Two spellings of one entry. */
    static boolean same(String one, String other) {
        return ALL.stream().anyMatch(dictionary -> dictionary.entries(one).stream().anyMatch(dictionary.entries(other)::contains));
    }

    private List<String> entries(String text) {
        String bare = Words.bare(text);
        return spellings.stream().filter(spelling -> spelling.containsKey(bare)).map(spelling -> spelling.get(bare).get(0)).distinct().toList();
    }

    /** The given texts in the spelling that the others have; empty if either side is not of one dictionary, or both are spelled the same way. */
    static Optional<Map<String, String>> respelled(List<String> texts, List<String> others) {
        return ALL.stream().flatMap(dictionary -> {
            int from = dictionary.spelling(texts);
            int to = dictionary.spelling(others);
            if (from < 0 || to < 0 || from == to) {
                return Stream.empty();
            }
            boolean small = others.stream().allMatch(other -> other.equals(other.toLowerCase(Locale.ROOT)));
            Map<String, String> respelled = new TreeMap<>();
            texts.forEach(text -> Optional.ofNullable(dictionary.spellings.get(from).get(Words.bare(text))).map(entry -> entry.get(to))
                .ifPresent(spelled -> respelled.put(text, small ? spelled.toLowerCase(Locale.ROOT) : spelled)));
            return Stream.of(respelled);
        }).findFirst();
    }

    /** Which spelling nearly all of them have, -1 for none. */
    private int spelling(List<String> texts) {
        for (int i = 0; i < spellings.size() && !texts.isEmpty(); i++) {
            Map<String, List<String>> spelling = spellings.get(i);
            if (texts.stream().filter(text -> spelling.containsKey(Words.bare(text))).count() >= 0.8 * texts.size()) {
                return i;
            }
        }
        return -1;
    }
}
