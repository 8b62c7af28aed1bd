package dev.leat.mapping.propose;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Codes as the destination's words or the other way round: allowed values, truth, numbers in words, countries, languages, currencies. */
record Codes() implements Rule {
    private static final int MOST = 40;
    private static final double COVERED = 0.6;
    private static final int ENOUGH = 2;

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        List<String> codes = Gaps.real(draft.texts()).stream().map(String::strip).distinct().toList();
        if (codes.isEmpty() || codes.size() > MOST || codes.stream().anyMatch(code -> code.length() > 60) || draft.family().isTime()
            || draft.family() == Family.ARRAY || draft.family() == Family.STRUCT || draft.family() == Family.FRACTION) {
            return Stream.empty();
        }
        List<String> names = Stream.concat(goal.words().stream(), draft.idea().source().words().stream()).toList();
        Meanings meanings = new Meanings(List.of(draft.idea().source().description(), goal.description()), names);
        List<String> values = values(draft, goal);
        Map<String, String> known = meanings.pairs(codes, values);
        Map<String, String> complete = goal.target().values().isEmpty() ? known : completed(known, codes, values);
        Stream<Idea> meant = values.isEmpty() ? Stream.empty() : complete.size() > known.size()
            ? idea(draft, goal, complete, codes, "codes as the destination's words, one of them because it is the only one left", 0.05).map(idea -> idea.doubted(0.2))
            : idea(draft, goal, known, codes, "codes as the destination's words", 0.05).map(idea -> idea.doubted(0.05));
        Stream<Idea> spelled = goal.takesText() && goal.existing().size() > 1 ? Dictionary.respelled(codes, goal.existing()).stream()
            .flatMap(pairs -> idea(draft, goal, pairs, codes, "spelled as in the destination", 0.15)).map(idea -> idea.doubted(0.1)) : Stream.empty();
        return Stream.concat(meant, spelled);
    }

    /** The only code of which nothing is known takes the only allowed value that is left. */
    static Map<String, String> completed(Map<String, String> pairs, List<String> codes, List<String> allowed) {
        List<String> open = codes.stream().filter(code -> !pairs.containsKey(code)).toList();
        List<String> left = allowed.stream().filter(value -> !pairs.containsValue(value)).toList();
        if (pairs.size() < ENOUGH || open.size() != 1 || left.size() != 1) {
            return pairs;
        }
        Map<String, String> complete = new LinkedHashMap<>(pairs);
        complete.put(open.get(0), left.get(0));
        return complete;
    }

    private static List<String> values(Draft draft, Goal goal) {
        if (!goal.target().values().isEmpty()) {
            return goal.target().values();
        }
        if (goal.is(Family.TRUTH)) {
            return List.of("true", "false");
        }
        if (goal.is(Family.WHOLE) && draft.family() == Family.TEXT && !Numeric.all(draft.texts())) {
            return IntStream.rangeClosed(0, 12).mapToObj(Integer::toString).toList();
        }
        List<String> existing = goal.existing().stream().distinct().toList();
        boolean closed = goal.takesText() && existing.size() < MOST && existing.size() * 3 <= goal.existing().size() && !Numeric.all(existing);
        return closed && draft.texts().stream().filter(existing::contains).count() * 2 < draft.texts().size() ? existing : List.of();
    }

    private static Stream<Idea> idea(Draft draft, Goal goal, Map<String, String> pairs, List<String> codes, String why, double hint) {
        long covered = draft.texts().stream().filter(text -> pairs.containsKey(text.strip())).count();
        long all = draft.texts().stream().filter(text -> !Gaps.isGap(text)).count();
        long changed = pairs.entrySet().stream().filter(pair -> !Words.bare(pair.getKey()).equals(Words.bare(pair.getValue()))).count();
        boolean meantAsIs = goal.target().values().isEmpty() && changed * 2 < pairs.size();
        if (covered < COVERED * all || meantAsIs || pairs.entrySet().stream().allMatch(pair -> pair.getKey().equals(pair.getValue()))) {
            return Stream.empty();
        }
        String left = codes.stream().filter(code -> !pairs.containsKey(code)).limit(3).map(code -> "'" + code + "'").collect(Collectors.joining(", "));
        return Stream.of(draft.then(cases(draft, goal, pairs), why + (left.isEmpty() ? "" : "; nothing is known for " + left), hint).doubted(left.isEmpty() ? 0 : 0.1));
    }

    /** What is in no list stays as it is, so that the destination refuses it: a new code must not get lost without a word. */
    static String cases(Draft draft, Goal goal, Map<String, String> pairs) {
        if (draft.family() == Family.TRUTH) {
            return "case" + (pairs.containsKey("true") ? " when " + draft.sql() + " then " + literal(goal, pairs.get("true")) : "")
                + (pairs.containsKey("false") ? " when not " + draft.sql() + " then " + literal(goal, pairs.get("false")) : "") + " end";
        }
        boolean text = draft.family() == Family.TEXT;
        boolean loose = text && draft.texts().stream().distinct().count() > draft.texts().stream().map(value -> value.strip().toLowerCase(Locale.ROOT)).distinct().count()
            || text && draft.texts().stream().anyMatch(value -> (value.startsWith(" ") || value.endsWith(" ")));
        Map<String, String> keys = new TreeMap<>();
        pairs.forEach((code, value) -> keys.put(loose ? code.toLowerCase(Locale.ROOT) : code, value));
        String whens = keys.entrySet().stream().map(pair -> " when " + (text ? Sql.text(pair.getKey()) : pair.getKey()) + " then " + literal(goal, pair.getValue())).collect(Collectors.joining());
        String gaps = text && draft.texts().stream().anyMatch(Gaps::isGap) ? Gaps.without(draft.sql(), draft.texts()) : draft.sql();
        String rest = text && goal.takesText() ? gaps : "cast(" + gaps + " as " + goal.type() + ")";
        return "case " + (loose ? "lower(trim(" + draft.sql() + "))" : draft.sql()) + whens + " else " + rest + " end";
    }

    private static String literal(Goal goal, String value) {
        return goal.isNumber() || goal.is(Family.TRUTH) ? value : Sql.text(value);
    }
}
