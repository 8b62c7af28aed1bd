package dev.leat.mapping.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Makes the profile of one field. */
final class Profiling {
    private static final int FEW = 20;
    private static final Set<String> NOTHING = Set.of("n/a", "na", "null", "none", "nil", "-", "--", "?", "unknown", "undefined", "nan", "tbd", "k.a.", "missing", "#n/a", "not available");

    private final Seen seen;
    private final Family family;
    private final Map<String, Integer> counts;
    private final int present;
    private final List<Statement> statements = new ArrayList<>();

    private Profiling(Seen seen) {
        this.seen = seen;
        this.family = Family.of(seen.type());
        this.counts = seen.counts();
        this.present = counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    static Profile of(Seen seen) {
        return new Profiling(seen).profile();
    }

    private Profile profile() {
        structure();
        if (family == Family.TEXT) {
            new TextProfiling(this).add();
        } else if (family == Family.NUMBER) {
            new NumberProfiling(this).add();
        }
        if (family != Family.ARRAY && family != Family.OBJECT && family != Family.MAP && family != Family.BINARY) {
            enumeration();
            names();
        }
        return new Profile(seen.name(), seen.type(), family, seen.values().size(), seen.values().size() - present, counts.size(),
            counts.keySet().stream().mapToInt(String::length).max().orElse(0), statements);
    }

    private void structure() {
        if (present < seen.values().size() && present > 0) {
            add(Trait.OPTIONAL, "", present, seen.values().size(), List.of());
        }
        if (family == Family.OBJECT) {
            int objects = seen.kinds().getOrDefault("object", present);
            add(Trait.NESTED, "", objects, present, List.of());
        } else if (family == Family.ARRAY && !seen.sizes().isEmpty()) {
            add(Trait.ARRAY, seen.sizes().stream().min(Comparator.naturalOrder()).orElse(0) + " to " + seen.sizes().stream().max(Comparator.naturalOrder()).orElse(0) + " elements",
                seen.sizes().size(), present, List.of());
        }
        if (seen.kinds().size() > 1) {
            List<Map.Entry<String, Integer>> kinds = seen.kinds().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey())).toList();
            add(Trait.SEVERAL_TYPES, kinds.stream().map(kind -> kind.getKey() + " " + kind.getValue()).collect(Collectors.joining(", ")), present, present, List.of());
        }
    }

    private void enumeration() {
        if (counts.size() == 1 && present > 1) {
            add(Trait.CONSTANT, present < seen.values().size() ? "or null" : "", present, present, List.of());
        }
        boolean short_ = counts.keySet().stream().allMatch(value -> value.length() <= 40);
        boolean repeats = counts.size() > 1 && counts.size() <= FEW && present >= 3 * counts.size() && present >= 10;
        if (repeats && short_ && (family == Family.TEXT || family == Family.NUMBER && counts.size() <= 10 && counts.keySet().stream().allMatch(value -> value.matches("-?\\d+")))) {
            add(Trait.ENUMERATION, counts.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(value -> value.getKey() + " " + value.getValue()).collect(Collectors.joining(", ")), present, present, List.of());
        }
    }

    /** What the name says, with the values as evidence against it. */
    private void names() {
        List<String> words = Words.of(seen.name());
        boolean codes = family == Family.TEXT || family == Family.NUMBER;
        if (codes && (Words.identifier(words) || is(Trait.UUID)) && counts.keySet().stream().allMatch(value -> value.length() <= 64) && !is(Trait.PHONE) && !is(Trait.CURRENCY)) {
            add(Trait.IDENTIFIER, counts.size() == present ? "each once" : "", counts.size(), present, List.of());
        }
        if ((family == Family.DATE || is(Trait.DATE_IN_TEXT) || family == Family.TIMESTAMP) && Words.personal(words).filter("a date of birth"::equals).isPresent()) {
            add(Trait.BIRTH_DATE, "", present, present, List.of());
        }
        Optional<String> reason = personal(words);
        reason.ifPresent(why -> add(Trait.PERSONAL, why, present, present, List.of()));
    }

    private Optional<String> personal(List<String> words) {
        for (Trait trait : List.of(Trait.EMAIL, Trait.PHONE, Trait.IBAN, Trait.CARD, Trait.IP, Trait.PERSON_NAME)) {
            if (is(trait)) {
                return Optional.of("its values are " + trait.words());
            }
        }
        return is(Trait.URL) || family == Family.BOOLEAN ? Optional.empty() : Words.personal(words).map(why -> "its name tells of " + why);
    }

    Seen seen() {
        return seen;
    }

    /** Different values with how often. */
    Map<String, Integer> counts() {
        return counts;
    }

    int present() {
        return present;
    }

    boolean is(Trait trait) {
        return statements.stream().anyMatch(statement -> statement.trait() == trait);
    }

    void add(Trait trait, String detail, int holds, int of, List<String> exceptions) {
        statements.add(new Statement(trait, detail, holds, of, exceptions));
    }

    /** Adds what holds for at least this share of the values that say something. */
    boolean addWhere(Trait trait, String detail, double least, Map<String, Integer> among, Predicate<String> takes) {
        int of = among.values().stream().mapToInt(Integer::intValue).sum();
        int allowed = (int) Math.floor(of * (1 - least) + 1e-9);
        int fails = 0;
        List<String> exceptions = new ArrayList<>();
        for (Map.Entry<String, Integer> value : among.entrySet()) {
            if (!takes.test(value.getKey().strip())) {
                fails += value.getValue();
                if (fails > allowed) {
                    return false;
                }
                if (exceptions.size() < 3) {
                    exceptions.add(value.getKey());
                }
            }
        }
        if (of == 0) {
            return false;
        }
        add(trait, detail, of - fails, of, exceptions);
        return true;
    }

    /** Texts that stand for nothing. */
    static boolean nothing(String text) {
        return NOTHING.contains(text.strip().toLowerCase(java.util.Locale.ROOT));
    }
}
