package dev.leat.mapping.propose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Text in any format as a date or an instant. */
record Dates() implements Rule {
    private static final int MIXED = 3;
    /** Of the values at least; the others fail, which evidence shows. */
    private static final double READ = 0.6;

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        boolean number = draft.family() == Family.WHOLE;
        if (goal.family().filter(Family::isTime).isEmpty() || draft.family() != Family.TEXT && !number) {
            return Stream.empty();
        }
        boolean weekday = !draft.texts().isEmpty() && draft.texts().stream().allMatch(text -> text.matches("\\p{L}{2,10},? +.*\\d.*") && text.indexOf(' ') < 12
            && Formats.of(text).isEmpty() && !Formats.of(withoutWeekday(text)).isEmpty());
        String text = weekday ? "regexp_replace(" + draft.sql() + ", '^[^ ]+ +', '')" : number ? "cast(" + draft.sql() + " as string)" : draft.sql();
        List<String> all = draft.texts().stream().map(value -> weekday ? withoutWeekday(value) : value).toList();
        List<String> texts = Gaps.real(all);
        boolean padded = texts.stream().anyMatch(value -> (value.startsWith(" ") || value.endsWith(" ")));
        List<String> stripped = texts.stream().map(String::strip).toList();
        String real = Gaps.without(padded ? "trim(" + text + ")" : text, all);
        Map<String, Set<String>> readers = Formats.readers(stripped);
        int distinct = new HashSet<>(stripped).size();
        List<String> complete = readers.keySet().stream().filter(format -> readers.get(format).size() == distinct).toList();
        if (!complete.isEmpty()) {
            return ordered(complete, draft, scene).map(idea -> parse(draft, goal, real, idea));
        }
        return Stream.concat(mixed(readers, distinct).stream().map(formats -> several(draft, goal, real, formats)), foreign(draft, goal, real, stripped));
    }

    private static String withoutWeekday(String text) {
        return text.replaceFirst("^[^ ]+ +", "");
    }

    /** A pattern, and how much of a guess it is. */
    private record Choice(String format, double hint, double doubt) {}

    /** Where day and month can be either way, the other columns of the entity say which; else it is a guess. */
    private static Stream<Choice> ordered(List<String> formats, Draft draft, Scene scene) {
        if (formats.size() == 1) {
            return Stream.of(new Choice(formats.get(0), 0.05, 0));
        }
        Set<String> settled = scene.sources().stream().filter(source -> source != draft.idea().source() && source.family() == Family.TEXT)
            .map(source -> Formats.readers(Gaps.real(source.values().stream().flatMap(Optional::stream).filter(text -> text.length() < 50).toList())).keySet())
            .filter(readers -> readers.size() == 1).flatMap(Set::stream).map(Formats::loose).collect(Collectors.toSet());
        boolean known = formats.stream().map(Formats::loose).anyMatch(settled::contains);
        List<Choice> choices = new ArrayList<>();
        for (String format : formats) {
            boolean sure = settled.contains(Formats.loose(format));
            choices.add(new Choice(format, sure ? 0.05 : 0.04 - 0.001 * choices.size(), known ? 0.1 : 0.4));
        }
        return choices.stream();
    }

    private static Idea parse(Draft draft, Goal goal, String text, Choice choice) {
        return draft.then(function(goal, "") + "(" + text + ", " + Sql.text(choice.format()) + ")", "parsed as " + choice.format()
            + (choice.doubt() > 0.3 ? " (the sample fits another order of day and month as well)" : ""), choice.hint()).doubted(choice.doubt());
    }

    private static String function(Goal goal, String kind) {
        return kind + (goal.is(Family.DATE) ? "to_date" : "to_timestamp");
    }

    /** A few patterns that read all together, the most frequent first. */
    private static List<List<String>> mixed(Map<String, Set<String>> readers, int distinct) {
        List<String> chosen = new ArrayList<>();
        Set<String> read = new LinkedHashSet<>();
        while (chosen.size() < MIXED && read.size() < distinct) {
            String best = readers.keySet().stream().max(Comparator.comparingLong(format -> readers.get(format).stream().filter(text -> !read.contains(text)).count())).orElse("");
            if (best.isEmpty() || !read.addAll(readers.get(best))) {
                break;
            }
            chosen.add(best);
        }
        return read.size() > 0 && read.size() >= READ * distinct ? List.of(chosen) : List.of();
    }

    /** The last one fails where none reads: a value must not get lost without a word. */
    private static Idea several(Draft draft, Goal goal, String text, List<String> formats) {
        List<String> calls = new ArrayList<>();
        for (int i = 0; i < formats.size(); i++) {
            calls.add(function(goal, i < formats.size() - 1 ? "try_" : "") + "(" + text + ", " + Sql.text(formats.get(i)) + ")");
        }
        return draft.then(calls.size() == 1 ? calls.get(0) : "coalesce(" + String.join(", ", calls) + ")", "parsed as " + String.join(" or ", formats), 0);
    }

    /** Names of months in another language than English. */
    private static Stream<Idea> foreign(Draft draft, Goal goal, String text, List<String> texts) {
        String form = "(\\d{1,2})[. ]+(\\p{L}+)[. ]+(\\d{4})";
        if (texts.isEmpty() || !texts.stream().allMatch(value -> value.matches(form))) {
            return Stream.empty();
        }
        Set<String> names = texts.stream().map(value -> value.replaceFirst(form, "$2").toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        return Months.language(names).stream().map(months -> {
            String pairs = months.entrySet().stream().map(month -> Sql.text(month.getKey()) + ", " + month.getValue()).collect(Collectors.joining(", "));
            String month = "element_at(map(" + pairs + "), lower(regexp_extract(" + text + ", '([^0-9. ]+)', 1)))";
            String date = "make_date(cast(regexp_extract(" + text + ", '([0-9]{4})', 1) as int), " + month + ", cast(regexp_extract(" + text + ", '^([0-9]+)', 1) as int))";
            return draft.then(goal.is(Family.DATE) ? date : "cast(" + date + " as timestamp)", "day, name of the month, year", 0.05);
        });
    }
}
