package dev.leat.plan;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Cron lines as Airflow takes them: five fields of lists, ranges and steps, months and days also by their English names, {@code 5#2} the second Friday, {@code L} the last day; or one of {@code @hourly} and so on. */
final class Cron {
    private static final Pattern WORDS = Pattern.compile("@(hourly|daily|weekly|monthly|yearly)");
    private static final Pattern ITEM = Pattern.compile("(?:\\*|(\\w+)(?:-(\\w+))?)(?:/(\\d{1,4}))?");
    private static final List<String> MONTHS = List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final List<Field> FIELDS = List.of(new Field(0, 59, List.of()), new Field(0, 23, List.of()), new Field(1, 31, List.of()), new Field(1, 12, MONTHS), new Field(0, 7, DAYS));
    private static final int DAY_OF_MONTH = 2;
    private static final int DAY_OF_WEEK = 4;

    private Cron() {}

    private record Field(int least, int most, List<String> names) {
        boolean takes(String item) {
            Matcher parts = ITEM.matcher(item);
            if (!parts.matches() || parts.group(3) != null && Integer.parseInt(parts.group(3)) == 0) {
                return false;
            }
            int from = parts.group(1) == null ? least : number(parts.group(1));
            int to = parts.group(2) == null ? most : number(parts.group(2));
            return from >= least && from <= to && to <= most;
        }

        /** -1 for what it is not. */
        private int number(String word) {
            int named = names.indexOf(word.toLowerCase(Locale.ROOT));
            return named >= 0 ? named + least : word.matches("\\d{1,2}") ? Integer.parseInt(word) : -1;
        }
    }

    static boolean isOne(String line) {
        String[] fields = line.strip().split("\\s+");
        return WORDS.matcher(line).matches() || fields.length == FIELDS.size() && IntStream.range(0, fields.length).allMatch(i -> List.of(fields[i].split(",", -1)).stream().allMatch(item -> takes(i, item)));
    }

    private static boolean takes(int field, String item) {
        return field == DAY_OF_MONTH && item.equalsIgnoreCase("l") || field == DAY_OF_WEEK && item.matches("[0-7]#[1-5]") || FIELDS.get(field).takes(item);
    }
}
