package dev.leat.mapping.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What texts are: numbers, dates, meanings. Blanks and texts that stand for nothing are told and not counted against the rest. */
final class TextProfiling {
    private static final double MOST = 0.9;
    private static final int LONG = 200;
    private static final List<List<String>> BOOLEANS = List.of(List.of("false", "true"), List.of("no", "yes"), List.of("n", "y"), List.of("f", "t"), List.of("0", "1"), List.of("off", "on"),
        List.of("nein", "ja"), List.of("non", "oui"), List.of("falsch", "wahr"));
    private static final Set<String> GENDERS = Set.of("m", "f", "male", "female", "man", "woman", "w", "d", "x", "männlich", "weiblich", "divers", "other", "non-binary", "u", "unknown", "homme", "femme");

    private final Profiling profiling;
    private final Map<String, Integer> telling = new LinkedHashMap<>();
    private final List<String> words;

    TextProfiling(Profiling profiling) {
        this.profiling = profiling;
        this.words = Words.of(profiling.seen().name());
    }

    void add() {
        int blank = 0;
        int nothing = 0;
        for (Map.Entry<String, Integer> value : profiling.counts().entrySet()) {
            if (value.getKey().isBlank()) {
                blank += value.getValue();
            } else if (Profiling.nothing(value.getKey())) {
                nothing += value.getValue();
            } else {
                telling.put(value.getKey(), value.getValue());
            }
        }
        if (blank > 0) {
            profiling.add(Trait.BLANK, "", blank, profiling.present(), List.of());
        }
        if (nothing > 0) {
            profiling.add(Trait.PLACEHOLDER, String.join(", ", profiling.counts().keySet().stream().filter(Profiling::nothing).sorted().toList()), nothing, profiling.present(), List.of());
        }
        if (telling.isEmpty()) {
            return;
        }
        if (telling.keySet().stream().anyMatch(value -> value.length() > LONG)) {
            profiling.addWhere(Trait.LONG_TEXT, "", 0.5, telling, value -> value.length() > LONG);
        }
        boolean known = datetime() | yesOrNo() | number();
        meanings(known);
    }

    private boolean datetime() {
        List<String> first = telling.keySet().stream().limit(20).map(String::strip).toList();
        if (first.stream().filter(DatetimeFormat::worthTrying).count() * 2 <= first.size()) {
            return false;
        }
        List<DatetimeFormat> possible = DatetimeFormat.ALL.stream().filter(format -> first.stream().filter(format::takes).count() * 2 > first.size()).toList();
        List<DatetimeFormat> best = new ArrayList<>();
        long most = 0;
        for (DatetimeFormat format : possible) {
            long takes = telling.entrySet().stream().filter(value -> format.takes(value.getKey().strip())).mapToLong(Map.Entry::getValue).sum();
            if (takes > most) {
                best.clear();
                most = takes;
            }
            if (takes == most) {
                best.add(format);
            }
        }
        if (best.isEmpty()) {
            return false;
        }
        DatetimeFormat chosen = best.get(0);
        String turned = chosen.pattern().replace("dd", "\u0000").replace("MM", "dd").replace("\u0000", "MM");
        String other = !turned.equals(chosen.pattern()) && best.stream().anyMatch(format -> format.pattern().equals(turned)) ? "|" + turned : "";
        return profiling.addWhere(chosen.date() ? Trait.DATE_IN_TEXT : Trait.TIMESTAMP_IN_TEXT, chosen.pattern() + other, MOST, telling, chosen::takes);
    }

    private boolean yesOrNo() {
        for (List<String> pair : BOOLEANS) {
            boolean words = !pair.get(0).equals("0") || this.words.stream().anyMatch(word -> Set.of("is", "has", "flag", "active", "enabled", "deleted").contains(word));
            if (words && telling.size() >= 2 && profiling.addWhere(Trait.BOOLEAN_IN_TEXT, String.join(", ", pair), MOST, telling, value -> pair.contains(value.toLowerCase(java.util.Locale.ROOT)))) {
                return true;
            }
        }
        return false;
    }

    private boolean number() {
        if (profiling.is(Trait.DATE_IN_TEXT)) {
            return false;
        }
        for (NumberStyle style : NumberStyle.values()) {
            if (profiling.addWhere(Trait.NUMBER_IN_TEXT, style.example(), MOST, telling, style::takes)) {
                return true;
            }
        }
        return false;
    }

    private void meanings(boolean known) {
        for (Meanings.Meaning meaning : Meanings.ALL) {
            boolean enough = telling.size() > 1 || !meaning.several();
            boolean free = !profiling.is(meaning.trait()) && (!known || meaning.trait() == Trait.CARD || meaning.trait() == Trait.COUNTRY);
            if (enough && free) {
                profiling.addWhere(meaning.trait(), meaning.detail(), meaning.least(), telling, meaning.takes());
            }
        }
        if (Words.any(words, "gender", "sex", "geschlecht", "sexo", "genre")) {
            profiling.addWhere(Trait.GENDER, "", MOST, telling, value -> GENDERS.contains(value.toLowerCase(java.util.Locale.ROOT)));
        }
        if (Words.any(words, "zip", "zipcode", "postcode", "postal", "plz", "postleitzahl")) {
            profiling.addWhere(Trait.POSTAL_CODE, "", MOST, telling, value -> value.matches("[A-Z0-9][A-Z0-9 -]{2,9}") && value.matches(".*\\d.*"));
        }
        if (!known && Words.personal(words).filter("a person's name"::equals).isPresent() && !Words.any(words, "login", "username")) {
            profiling.addWhere(Trait.PERSON_NAME, "", MOST, telling, value -> value.length() <= 80 && value.matches("[\\p{L}\\p{M} .,'’-]+"));
        }
    }
}
