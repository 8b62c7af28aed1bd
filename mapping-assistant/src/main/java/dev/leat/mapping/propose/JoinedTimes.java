package dev.leat.mapping.propose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A date and a time of day, or year, month and day, from columns side by side. */
record JoinedTimes() implements Rule {
    private static final List<List<String>> PARTS = List.of(List.of("year", "yr", "yyyy", "jahr", "annee", "y"), List.of("month", "mon", "mo", "mm", "monat", "mois", "m"),
        List.of("day", "dy", "dd", "tag", "jour", "d"));

    /** What of a name or a description says which half it is. */
    private static final String DATE = "datum|date|dat|dt";
    private static final String TIME = "uhrzeit|zeit|time|zet|tim|uzt|tm";
    private static final String TIME_DIGITS = "([01]\\d|2[0-3])[0-5]\\d[0-5]\\d";

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        if (goal.family().filter(Family::isTime).isEmpty() || draft.idea().steps() > 0) {
            return Stream.empty();
        }
        return goal.is(Family.INSTANT) ? Stream.concat(withTime(draft, scene), calendar(draft, goal, scene)) : calendar(draft, goal, scene);
    }

    private static Stream<Idea> withTime(Draft draft, Scene scene) {
        Source date = draft.idea().source();
        return scene.beside(date).stream().filter(other -> other != date && (isTime(other) && !isTime(date) || compact(date, other)) && siblings(date, other)).limit(1)
            .map(time -> compact(date, time) ? Idea.of("to_timestamp(concat(" + digits(date, 8) + ", " + digits(time, 6) + "), 'yyyyMMddHHmmss')", List.of(date, time),
                "date and time put together", 0.25) : new Idea("concat_ws(' ', " + date.sql() + ", " + time.sql() + ")", List.of(date, time), List.of("date and time put together"), 0.2, 0, Optional.empty()));
    }

    /** The same name but for what kind of time it is, or both alone of their kind. */
    private static boolean siblings(Source date, Source time) {
        List<String> one = new ArrayList<>(date.words());
        List<String> other = new ArrayList<>(time.words());
        one.removeAll(List.of("date", "datum", "dt", "day", "jour"));
        other.removeAll(List.of("time", "zeit", "uhrzeit", "tm", "heure", "hour"));
        return one.equals(other) || one.size() == 1 && other.size() == 1 && stem(one.get(0), DATE).equals(stem(other.get(0), TIME)) && stem(one.get(0), DATE).length() < one.get(0).length()
            || !date.description().isEmpty() && stem(date.description(), DATE).equals(stem(time.description(), TIME));
    }

    private static String stem(String text, String kind) {
        return Words.bare(text).replaceFirst(kind, "");
    }

    /** Eight digits and six of them. */
    private static boolean compact(Source date, Source time) {
        return isDigits(date, "(19|20)\\d{6}") && isDigits(time, TIME_DIGITS);
    }

    private static boolean isDigits(Source source, String form) {
        List<String> texts = source.values().stream().flatMap(Optional::stream).toList();
        return (source.family() == Family.TEXT || source.family() == Family.WHOLE) && !texts.isEmpty()
            && texts.stream().allMatch(text -> text.length() < 20 && (source.family() == Family.TEXT ? text : "0".repeat(Math.max(0, 6 - text.length())) + text).matches(form));
    }

    private static String digits(Source source, int count) {
        return source.family() == Family.TEXT ? source.sql() : "lpad(cast(" + source.sql() + " as string), " + count + ", '0')";
    }

    private static boolean isTime(Source source) {
        List<String> texts = source.values().stream().flatMap(Optional::stream).toList();
        return source.family() == Family.TEXT && !texts.isEmpty() && texts.stream().allMatch(text -> text.length() < 20 && text.strip().matches("\\d{1,2}:\\d{2}(:\\d{2})?"));
    }

    private static Stream<Idea> calendar(Draft draft, Goal goal, Scene scene) {
        Source first = draft.idea().source();
        int place = place(first);
        if (place < 0) {
            return Stream.empty();
        }
        List<Source> parts = new ArrayList<>();
        for (int i = 0; i < PARTS.size(); i++) {
            int part = i;
            scene.beside(first).stream().filter(other -> place(other) == part && rest(other).equals(rest(first))).findFirst().ifPresent(parts::add);
        }
        if (parts.size() < PARTS.size()) {
            return Stream.empty();
        }
        List<String> numbers = parts.stream().map(part -> part.family() == Family.WHOLE ? part.sql() : "cast(" + part.sql() + " as int)").toList();
        String date = "make_date(" + String.join(", ", numbers) + ")";
        return Stream.of(new Idea(goal.is(Family.DATE) ? date : "cast(" + date + " as timestamp)", List.of(first, parts.get(1), parts.get(2), parts.get(0)),
            List.of("year, month and day put together"), 0.2, 0, Optional.empty()));
    }

    private static int place(Source source) {
        for (int i = 0; i < PARTS.size(); i++) {
            if (!source.words().isEmpty() && PARTS.get(i).contains(source.words().get(source.words().size() - 1))) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> rest(Source source) {
        return source.words().subList(0, source.words().size() - 1);
    }
}
