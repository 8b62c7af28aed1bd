package dev.leat.mapping.propose;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A part of a date, or a date as text in the destination's format. */
record DateParts() implements Rule {
    private static final Map<String, List<String>> PARTS = Map.of("year", List.of("year", "yr", "jahr", "annee", "ano"), "month", List.of("month", "monat", "mois", "mes"),
        "quarter", List.of("quarter", "quartal", "trimestre", "qtr"), "dayofmonth", List.of("day", "tag", "jour"), "hour", List.of("hour", "stunde", "heure"),
        "weekofyear", List.of("week", "woche", "semaine"));

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        if (draft.family() == Family.TEXT && draft.idea().steps() == 0 && goal.takesText() && !goal.existing().isEmpty()) {
            return rewritten(draft, goal);
        }
        if (!draft.family().isTime()) {
            return Stream.empty();
        }
        return goal.isNumber() ? Stream.concat(parts(draft, goal), epoch(draft, goal)) : goal.takesText() ? written(draft, goal) : Stream.empty();
    }

    private static Stream<Idea> parts(Draft draft, Goal goal) {
        return PARTS.entrySet().stream().filter(part -> goal.named(part.getValue().toArray(String[]::new))).sorted(Map.Entry.comparingByKey())
            .map(part -> draft.then(part.getKey() + "(" + draft.sql() + ")", part.getKey().replace("of", " of ") + " of the date", 0.2));
    }

    private static Stream<Idea> epoch(Draft draft, Goal goal) {
        if (!goal.says("epoch", "unix", "1970")) {
            return Stream.empty();
        }
        String unit = goal.says("ms", "millis", "milliseconds") ? "millis" : goal.says("us", "micros", "microseconds") ? "micros" : "seconds";
        String instant = draft.family() == Family.DATE ? "cast(" + draft.sql() + " as timestamp)" : draft.sql();
        return Stream.of(draft.then("unix_" + unit + "(" + instant + ")", unit + " since 1970", 0.2));
    }

    private static Stream<Idea> written(Draft draft, Goal goal) {
        return existing(goal).stream().map(format -> draft.then("date_format(" + draft.sql() + ", " + Sql.text(format) + ")", "written as " + format, 0));
    }

    private static Stream<Idea> rewritten(Draft draft, Goal goal) {
        Map<String, Set<String>> readers = Formats.readers(Gaps.real(draft.texts()));
        return readers.keySet().stream().filter(format -> readers.get(format).size() >= 0.9 * Set.copyOf(Gaps.real(draft.texts())).size()).limit(2)
            .flatMap(from -> existing(goal).stream().filter(to -> !to.equals(from)).map(to -> draft.then(
                "date_format(to_timestamp(" + Gaps.without(draft.sql(), draft.texts()) + ", " + Sql.text(from) + "), " + Sql.text(to) + ")", "from " + from + " to " + to, 0)
                .doubted(readers.size() > 1 ? 0.4 : 0)));
    }

    /** Who writes months without a zero writes days so; a sample from one half of a month does not show it. */
    private static String evenly(String format) {
        boolean bare = format.matches(".*(?<!M)M(?!M).*") || format.matches(".*(?<!d)d(?!d).*");
        return bare && !format.contains("MMM") ? format.replace("MM", "M").replace("dd", "d") : format;
    }

    /** The formats of the values that the destination has. */
    private static List<String> existing(Goal goal) {
        List<String> texts = goal.existing();
        Map<String, Set<String>> readers = Formats.readers(texts);
        List<String> full = readers.keySet().stream().filter(format -> readers.get(format).size() == Set.copyOf(texts).size()).limit(2).toList();
        boolean months = !texts.isEmpty() && texts.stream().allMatch(text -> text.matches("(19|20)\\d\\d-(0[1-9]|1[0-2])"));
        if (!texts.isEmpty() && texts.stream().allMatch(text -> text.matches("(19|20)\\d\\d[ -/]?Q[1-4]|Q[1-4][ -/](19|20)\\d\\d"))) {
            String form = texts.get(0).replaceFirst("\\d{4}", "yyyy").replaceFirst("Q\\d", "'Q'Q");
            return texts.stream().allMatch(text -> text.replaceAll("[^ /-]", "").equals(texts.get(0).replaceAll("[^ /-]", ""))) ? List.of(form) : List.of();
        }
        return months ? List.of("yyyy-MM") : full.stream().map(DateParts::evenly).toList();
    }
}
