package dev.leat.mapping.propose;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Dates that are no day of a month: weeks, months, days of a year, days since a date, and text in a format that only its description names. */
record CalendarTexts() implements Rule {
    private static final Pattern NAMED = Pattern.compile("(?<![\\p{L}\\p{N}])([YyJj]{2,4}|[Mm]{2}|[DdTt]{2})([-/. ]?)([YyJj]{2,4}|[Mm]{2}|[DdTt]{2,3})(?:([-/. ]?)([YyJj]{2,4}|[Mm]{2}|[DdTt]{2}))?(?![\\p{L}\\p{N}])");
    private static final Pattern SINCE = Pattern.compile("(?i)\\bdays\\b.{0,20}\\b(?:since|after|from) (?:the )?(\\d{4}-\\d{2}-\\d{2}|(?:unix )?epoch)");
    private static final String WEEK = "(19|20)\\d\\d-?W[0-5]\\d(-?[1-7])?";
    private static final String DAY_OF_YEAR = "(19|20)\\d\\d[-.]?([0-2]\\d\\d|3[0-5]\\d|36[0-6])";
    private static final Pattern LAST = Pattern.compile("(?i)\\b(last day|end of (the |its )?[a-z]* ?month|month.end|letzter tag|monatsende)\\b");
    private static final Pattern FIRST = Pattern.compile("(?i)\\b(first day of (the |its )?[a-z]* ?month|start of (the )?month|monatsanfang)\\b");

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        if (goal.family().filter(Family::isTime).isEmpty()) {
            return Stream.empty();
        }
        if (draft.family().isTime()) {
            return goal.is(Family.DATE) && draft.idea().steps() == 0 ? ends(draft, goal) : Stream.empty();
        }
        List<String> texts = Gaps.real(draft.texts()).stream().map(String::strip).toList();
        boolean readable = draft.idea().steps() == 0 && (draft.family() == Family.TEXT || draft.family() == Family.WHOLE) && !texts.isEmpty();
        return readable ? Stream.of(since(draft, goal), draft.family() == Family.TEXT ? weeks(draft, goal, texts) : Stream.<Idea>empty(), months(draft, goal, texts), written(draft, goal, texts))
            .flatMap(ideas -> ideas) : Stream.empty();
    }

    private static Stream<Idea> ends(Draft draft, Goal goal) {
        return LAST.matcher(goal.description()).find() ? Stream.of(draft.then("last_day(" + draft.sql() + ")", "the last day of the month", 0.15))
            : FIRST.matcher(goal.description()).find() ? Stream.of(draft.then("trunc(" + draft.sql() + ", 'MM')", "the first day of the month", 0.15)) : Stream.empty();
    }

    private static Stream<Idea> since(Draft draft, Goal goal) {
        Matcher said = SINCE.matcher(draft.idea().source().description() + "; " + goal.description());
        if (draft.family() != Family.WHOLE || !said.find()) {
            return Stream.empty();
        }
        String start = said.group(1).matches("\\d.*") ? said.group(1) : "1970-01-01";
        return Stream.of(draft.then(stored(goal, "date_add(cast(" + Sql.text(start) + " as date), cast(" + draft.sql() + " as int))"), "days since " + start, 0.25));
    }

    private static Stream<Idea> weeks(Draft draft, Goal goal, List<String> texts) {
        if (!texts.stream().allMatch(text -> text.matches(WEEK))) {
            return Stream.empty();
        }
        boolean days = texts.stream().allMatch(text -> text.matches(".*W\\d\\d-?\\d"));
        boolean last = !days && goal.says("sunday", "sonntag", "dimanche", "last", "end", "until", "ende");
        String text = Gaps.without(draft.sql(), draft.texts());
        String start = "trunc(make_date(cast(left(" + text + ", 4) as int), 1, 4), 'week')";
        String week = "(cast(regexp_extract(" + text + ", 'W([0-9]{2})', 1) as int) - 1) * 7";
        String day = days ? " + cast(right(" + text + ", 1) as int) - 1" : last ? " + 6" : "";
        return Stream.of(draft.then(stored(goal, "date_add(" + start + ", " + week + day + ")"), days ? "day of an ISO week" : last ? "Sunday of the ISO week" : "Monday of the ISO week", 0.15)
            .doubted(days || last || goal.says("monday", "montag", "lundi", "start", "begin", "first") ? 0 : 0.3));
    }

    /** Month and year: the first day unless the last one is meant. */
    private static Stream<Idea> months(Draft draft, Goal goal, List<String> texts) {
        Optional<String> format = texts.stream().allMatch(text -> text.matches("(0[1-9]|1[0-2])/(19|20)\\d\\d")) ? Optional.of("MM/yyyy")
            : texts.stream().allMatch(text -> text.matches("(0[1-9]|1[0-2])\\.(19|20)\\d\\d")) ? Optional.of("MM.yyyy")
            : texts.stream().allMatch(text -> text.matches("(19|20)\\d\\d-(0[1-9]|1[0-2])")) ? Optional.of("yyyy-MM") : Optional.empty();
        boolean last = LAST.matcher(goal.description()).find();
        return format.stream().map(found -> {
            String first = "to_date(" + Gaps.without(draft.sql(), draft.texts()) + ", " + Sql.text(found) + ")";
            return draft.then(stored(goal, last ? "last_day(" + first + ")" : first), last ? "the last day of the month" : "the first day of the month", last ? 0.2 : 0.1)
                .doubted(last || FIRST.matcher(goal.description()).find() ? 0 : 0.3);
        });
    }

    /** A format named by the source's description; year and day of the year without one too. */
    private static Stream<Idea> written(Draft draft, Goal goal, List<String> texts) {
        boolean days = texts.stream().allMatch(text -> text.matches(DAY_OF_YEAR));
        Matcher named = NAMED.matcher(draft.idea().source().description());
        Optional<String> format = named.find() ? format(named) : days ? Optional.of("yyyy" + texts.get(0).replaceAll("\\d", "") + "DDD") : Optional.empty();
        if (format.isEmpty() || texts.stream().anyMatch(text -> text.length() != format.get().length()) || !Formats.of(texts.get(0)).isEmpty()
            || draft.family() == Family.WHOLE && !format.get().matches("\\p{L}+")) {
            return Stream.empty();
        }
        String text = draft.family() == Family.TEXT ? Gaps.without(draft.sql(), draft.texts()) : "cast(" + draft.sql() + " as string)";
        return Stream.of(draft.then((goal.is(Family.DATE) ? "to_date(" : "to_timestamp(") + text + ", " + Sql.text(format.get()) + ")", "parsed as " + format.get(), 0.2)
            .doubted(named.reset().find() ? 0 : 0.3));
    }

    private static Optional<String> format(Matcher named) {
        StringBuilder format = new StringBuilder();
        for (int i = 1; i <= named.groupCount(); i++) {
            String part = Optional.ofNullable(named.group(i)).orElse("");
            format.append(part.matches("[YyJj]+") ? part.replaceAll(".", "y") : part.matches("[Mm]+") ? "MM" : part.matches("[DdTt]{3}") ? "DDD" : part.matches("[DdTt]+") ? "dd" : part);
        }
        String found = format.toString();
        boolean whole = found.contains("yy") && (found.contains("MM") && found.contains("dd") || found.contains("DDD")) && !found.matches(".*((?<!y)y{3}(?!y).*|(MM|dd).*\\1.*)");
        return whole ? Optional.of(found) : Optional.empty();
    }

    private static String stored(Goal goal, String date) {
        return goal.is(Family.DATE) ? date : "cast(" + date + " as timestamp)";
    }
}
