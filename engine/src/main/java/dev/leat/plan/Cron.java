package dev.leat.plan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Cron lines as Airflow takes them: five fields of lists, ranges and steps, months and days also by their English names, {@code 5#2} the second Friday, {@code L} the last day; or one of
 * {@code @hourly} and so on. What Airflow refuses is none; some that it takes, such as a range over the end of a week, is none either.
 */
final class Cron {
    private static final Pattern WORDS = Pattern.compile("@(hourly|daily|weekly|monthly|yearly)");
    private static final Pattern ITEM = Pattern.compile("(?:\\*|(\\w+)(?:-(\\w+))?)(?:/(\\d{1,4}))?");
    private static final String NTH = "[0-7]#[1-5]";
    private static final List<String> MONTHS = List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final List<Integer> LENGTHS = List.of(31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);
    private static final Field DAY_OF_MONTH = new Field(1, 31, List.of());
    private static final Field MONTH = new Field(1, 12, MONTHS);
    private static final Field DAY_OF_WEEK = new Field(0, 7, DAYS);
    private static final List<Field> FIELDS = List.of(new Field(0, 59, List.of()), new Field(0, 23, List.of()), DAY_OF_MONTH, MONTH, DAY_OF_WEEK);

    private Cron() {}

    private record Field(int least, int most, List<String> names) {
        boolean takes(String item) {
            return this == DAY_OF_MONTH && item.equalsIgnoreCase("l") || this == DAY_OF_WEEK && item.matches(NTH) || numbers(item).findAny().isPresent();
        }

        /** None for what is no item. */
        IntStream numbers(String item) {
            Matcher parts = ITEM.matcher(item);
            int step = !parts.matches() ? 0 : parts.group(3) == null ? 1 : Integer.parseInt(parts.group(3));
            if (step == 0) {
                return IntStream.empty();
            }
            int from = parts.group(1) == null ? least : number(parts.group(1));
            int to = parts.group(2) != null ? number(parts.group(2)) : parts.group(1) == null || parts.group(3) != null ? most : from;
            return from < least || to > most ? IntStream.empty() : IntStream.rangeClosed(from, to).filter(number -> (number - from) % step == 0);
        }

        /** -1 for what it is not. */
        private int number(String word) {
            int named = names.indexOf(word.toLowerCase(Locale.ROOT));
            return named >= 0 ? named + least : word.matches("\\d{1,2}") ? Integer.parseInt(word) : -1;
        }
    }

    /** What to do about a line that is none; empty for one that is. */
    static Optional<String> fix(String line) {
        if (WORDS.matcher(line).matches()) {
            return Optional.empty();
        }
        List<List<String>> fields = List.of(line.strip().split("\\s+")).stream().map(field -> List.of(field.split(",", -1))).toList();
        if (fields.size() != FIELDS.size() || !IntStream.range(0, fields.size()).allMatch(i -> fields.get(i).stream().allMatch(FIELDS.get(i)::takes))) {
            return Optional.of("Write minute, hour, day of month, month and day of week, such as \"0 3 * * *\"");
        }
        return fix(fields.get(2), fields.get(3), fields.get(4));
    }

    private static Optional<String> fix(List<String> days, List<String> months, List<String> weekdays) {
        long nth = weekdays.stream().filter(item -> item.matches(NTH)).count();
        if (nth > 0 && nth < weekdays.size()) {
            return Optional.of("Write only days with # into the day of week, such as 1#1,1#2, or only days without; or make two flows of it");
        }
        if (nth > 0 && !days.equals(List.of("*"))) {
            return Optional.of("Beside a day of week with #, write * as the day of month");
        }
        boolean any = weekdays.stream().anyMatch(item -> item.startsWith("*"));
        return any && !comes(days, months) ? Optional.of("Write a day that one of its months has") : Optional.empty();
    }

    private static boolean comes(List<String> days, List<String> months) {
        int longest = months.stream().flatMapToInt(MONTH::numbers).map(month -> LENGTHS.get(month - 1)).max().orElseThrow();
        return days.stream().anyMatch(day -> day.equalsIgnoreCase("l") || DAY_OF_MONTH.numbers(day).min().orElseThrow() <= longest);
    }
}
