package dev.leat.mapping.propose;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How long something took, in the target's unit: from a start and an end in two columns, or from text as ISO 8601 writes it. */
record Durations() implements Rule {
    private static final String ISO = "P(?=\\d|T\\d)(\\d+D)?(T(\\d+H)?(\\d+M)?(\\d+(\\.\\d+)?S)?)?";
    private static final String[] MEANT = {"duration", "length", "stay", "elapsed", "between", "from", "since", "until", "took", "age", "lead", "dauer", "zwischen", "duree", "delay"};
    private static final BigDecimal DAY = BigDecimal.valueOf(86_400);

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        if (draft.idea().steps() > 0 || !goal.isNumber() || draft.family() != Family.TEXT && !draft.family().isTime()) {
            return Stream.empty();
        }
        Optional<Unit> unit = goal.unit().filter(known -> known.dimension().equals("time"));
        return unit.stream().flatMap(to -> Stream.concat(draft.family() == Family.TEXT ? iso(draft, goal, to) : Stream.empty(), goal.says(MEANT) ? between(draft, goal, scene, to) : Stream.empty()));
    }

    private static Stream<Idea> iso(Draft draft, Goal goal, Unit to) {
        List<String> texts = Gaps.real(draft.texts());
        if (texts.isEmpty() || !texts.stream().allMatch(text -> text.matches(ISO))) {
            return Stream.empty();
        }
        String text = Gaps.without(draft.sql(), draft.texts());
        boolean fraction = texts.stream().anyMatch(value -> value.contains("."));
        List<String> terms = new ArrayList<>();
        terms.add(number(text, "([0-9]+)D", "int") + " * 86400");
        terms.add(number(text, "([0-9]+)H", "int") + " * 3600");
        terms.add(number(text, "T.*?([0-9]+)M", "int") + " * 60");
        terms.add(fraction ? number(text, "([0-9.]+)S", "decimal(12,3)") : number(text, "([0-9]+)S", "int"));
        return Stream.of(draft.then(scaled("(" + String.join(" + ", terms) + ")", goal, to), "ISO 8601 duration as " + to.name(), 0.25).in(to));
    }

    /** Nought where the part is missing, null for a null. */
    private static String number(String text, String form, String type) {
        return "cast(concat('0', regexp_extract(" + text + ", " + Sql.text(form) + ", 1)) as " + type + ")";
    }

    private static Stream<Idea> between(Draft draft, Goal goal, Scene scene, Unit to) {
        Source one = draft.idea().source();
        if (time(one).isEmpty()) {
            return Stream.empty();
        }
        List<Source> times = scene.beside(one).stream().filter(source -> source != one && (source.family().isTime() || source.family() == Family.TEXT) && time(source).isPresent()).toList();
        Set<String> said = Set.copyOf(Words.of(goal.description()));
        List<Source> named = times.stream().filter(source -> source.words().stream().anyMatch(said::contains)).toList();
        List<Source> others = times.size() == 1 ? times : one.words().stream().anyMatch(said::contains) ? named : List.of();
        return others.stream().limit(3).flatMap(other -> later(one, other) ? Stream.of(idea(draft, goal, to, one, other)) : later(other, one) ? Stream.of(idea(draft, goal, to, other, one)) : Stream.empty());
    }

    private static Idea idea(Draft draft, Goal goal, Unit to, Source start, Source end) {
        Source other = start == draft.idea().source() ? end : start;
        boolean days = to.factor().compareTo(DAY) == 0 && (goal.is(Family.WHOLE) || start.family() == Family.DATE && end.family() == Family.DATE);
        String from = time(start).orElseThrow();
        String until = time(end).orElseThrow();
        String sql = days ? "datediff(" + until + ", " + from + ")" : scaled("(" + seconds(until, end) + " - " + seconds(from, start) + ")", goal, to);
        return draft.then(sql, to.name() + " from " + start.field() + " to " + end.field(), 0.25).with(other).in(to).doubted(0.1);
    }

    private static String seconds(String time, Source source) {
        return "unix_seconds(" + (source.family() == Family.DATE ? "cast(" + time + " as timestamp)" : time) + ")";
    }

    /** As a date or an instant; empty where the column holds neither. */
    private static Optional<String> time(Source source) {
        if (source.family().isTime()) {
            return Optional.of(source.sql());
        }
        List<String> texts = source.values().stream().flatMap(Optional::stream).toList();
        if (source.family() != Family.TEXT || texts.isEmpty() || texts.stream().anyMatch(text -> text.length() > 40)) {
            return Optional.empty();
        }
        List<String> complete = Formats.readers(texts).entrySet().stream().filter(reader -> reader.getValue().size() == Set.copyOf(texts).size()).map(reader -> reader.getKey()).toList();
        return complete.size() == 1 ? Optional.of("to_timestamp(" + source.sql() + ", " + Sql.text(complete.get(0)) + ")") : Optional.empty();
    }

    /** In every row that has both; texts of one format are compared only if they begin with the year. */
    private static boolean later(Source start, Source end) {
        int both = 0;
        for (int row = 0; row < start.values().size(); row++) {
            Optional<String> from = start.values().get(row);
            Optional<String> until = end.values().get(row);
            if (from.isPresent() && until.isPresent()) {
                both++;
                if (!from.get().matches("\\d{4}.*") || from.get().compareTo(until.get()) > 0) {
                    return false;
                }
            }
        }
        return both > 0;
    }

    private static String scaled(String seconds, Goal goal, Unit to) {
        String amount = Units.scaled(seconds, BigDecimal.ONE.divide(to.factor(), MathContext.DECIMAL64), to.factor());
        return "cast(" + (goal.is(Family.WHOLE) && !amount.equals(seconds) ? "round(" + amount + ")" : amount) + " as " + goal.type() + ")";
    }
}
