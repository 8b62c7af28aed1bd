package dev.leat.mapping.schema;

import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way to write dates or times, named by Spark's datetime pattern.
 *
 * @param shape what a text must look like before it is worth parsing
 * @param date  without a time of day
 */
record DatetimeFormat(String pattern, Pattern shape, DateTimeFormatter parser, boolean date) {
    private static final List<String> DATES = List.of("yyyy-MM-dd", "yyyy/MM/dd", "yyyy.MM.dd", "yyyyMMdd", "dd/MM/yyyy", "MM/dd/yyyy", "dd.MM.yyyy", "dd-MM-yyyy",
        "MM-dd-yyyy", "d/M/yyyy", "M/d/yyyy", "d.M.yyyy", "yyyy-M-d", "yyyy/M/d", "dd/MM/yy", "MM/dd/yy", "dd.MM.yy", "d/M/yy", "M/d/yy", "d MMM yyyy", "d MMMM yyyy",
        "MMM d, yyyy", "MMMM d, yyyy", "dd-MMM-yyyy", "dd-MMM-yy", "EEE, d MMM yyyy", "EEEE, MMMM d, yyyy");
    private static final List<String> TIMES = List.of("HH:mm:ss", "HH:mm", "HH:mm:ss.SSSSSS", "H:mm", "h:mm a", "h:mm:ss a");
    private static final List<String> ZONES = List.of("", "XXX", "XX", " z");
    /** What every date begins with: three parts, a month's or weekday's name, or eight digits. */
    private static final Pattern BEGINNING = Pattern.compile("(\\d{1,4}[-/. ](\\d{1,2}|\\p{L}{3,9})[-/. ]\\d{1,4}|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)\\p{L}*,? |\\d{8}(\\D|$)).*");
    private static final Pattern PART = Pattern.compile("'[^']*'|\\.S+|([A-Za-z])\\1*|.");

    /** Dates first, the stricter before the looser. */
    static final List<DatetimeFormat> ALL = all();

    private static List<DatetimeFormat> all() {
        List<DatetimeFormat> all = new ArrayList<>();
        DATES.forEach(date -> all.add(of(date, true)));
        for (String date : DATES) {
            for (String between : List.of("'T'", " ", ", ")) {
                for (String time : TIMES) {
                    ZONES.forEach(zone -> all.add(of(date + between + time + zone, false)));
                }
            }
        }
        return List.copyOf(all);
    }

    private static DatetimeFormat of(String pattern, boolean date) {
        StringBuilder shape = new StringBuilder();
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        for (Matcher part = PART.matcher(pattern); part.find();) {
            String letters = part.group();
            if (letters.startsWith(".S")) {
                builder.appendFraction(ChronoField.NANO_OF_SECOND, 1, letters.length() - 1, true);
                shape.append("\\.\\d{1,").append(letters.length() - 1).append('}');
            } else {
                builder.appendPattern(letters.equals("'") ? "''" : letters.replace("yyyy", "uuuu").replace("yy", "uu"));
                shape.append(shape(letters));
            }
        }
        return new DatetimeFormat(pattern, Pattern.compile(shape.toString()), builder.toFormatter(Locale.US).withResolverStyle(ResolverStyle.STRICT), date);
    }

    private static String shape(String letters) {
        return switch (letters) {
            case "yyyy" -> "\\d{4}";
            case "yy", "MM", "dd", "HH", "mm", "ss" -> "\\d{2}";
            case "M", "d", "H", "h" -> "\\d{1,2}";
            case "MMM", "EEE" -> "\\p{L}{3}";
            case "MMMM", "EEEE" -> "\\p{L}{3,9}";
            case "a" -> "[AaPp][Mm]";
            case "XXX" -> "(Z|[+-]\\d{2}:\\d{2})";
            case "XX" -> "(Z|[+-]\\d{4})";
            case "z" -> "[A-Z]{2,4}";
            default -> Pattern.quote(letters.replace("'", ""));
        };
    }

    /** Quick, for most texts are no dates and there are many formats. */
    static boolean worthTrying(String text) {
        return text.length() <= 40 && BEGINNING.matcher(text).matches();
    }

    boolean takes(String text) {
        if (text.length() > 40 || !shape.matcher(text).matches()) {
            return false;
        }
        try {
            parser.parse(text);
            return !pattern.equals("yyyyMMdd") || text.compareTo("19000101") >= 0 && text.compareTo("21001231") <= 0;
        } catch (DateTimeException notOne) {
            return false;
        }
    }
}
