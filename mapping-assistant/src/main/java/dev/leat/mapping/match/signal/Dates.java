package dev.leat.mapping.match.signal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times in text, in the forms that files and databases use. */
final class Dates {
    private static final String TIME = "\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?(?:\\s?[AaPp]\\.?[Mm]\\.?)?";
    private static final String ZONE = "(?:\\s?(?:Z|UTC|GMT|[A-Z]{3,4}|[+-]\\d{2}:?\\d{2}))?";
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?(?:[T ]\\s?" + TIME + ZONE + ")?");
    private static final Pattern YEAR_LAST = Pattern.compile("(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4}|\\d{2})(?:[T ,]\\s?" + TIME + ZONE + ")?");
    private static final Pattern NAMED = Pattern.compile("(?:[A-Za-z]{2,9},? )?(?:(\\d{1,2})(?:st|nd|rd|th)?[ -])?([A-Za-z]{3,9})\\.?[ -](?:(\\d{1,2})(?:st|nd|rd|th)?,? )?(?:" + TIME
        + ZONE + " )?(\\d{4}|\\d{2})(?: " + TIME + ZONE + ")?");
    private static final Pattern COMPACT = Pattern.compile("((?:19|20)\\d{2})(0[1-9]|1[0-2])([0-2]\\d|3[01])");
    private static final Pattern NO_YEAR = Pattern.compile("\\d{1,2}[/月]\\d{1,2}日?(?: " + TIME + ")?");
    private static final Pattern CLOCK = Pattern.compile(TIME + ZONE);
    private static final List<String> MONTHS = List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    /** @param day days since 1970, not a number where the text names no year or no day */
    record Found(Form form, double day) {}

    enum Form { DATE, TIMESTAMP, TIME }

    private Dates() {}

    static Optional<Found> in(String text) {
        if (text.length() < 4 || text.length() > 40 || !text.chars().anyMatch(Character::isDigit)) {
            return Optional.empty();
        }
        Form form = text.indexOf(':') > 0 ? Form.TIMESTAMP : Form.DATE;
        Matcher matcher = YEAR_FIRST.matcher(text);
        if (matcher.matches()) {
            return day(form, matcher.group(1), matcher.group(2), matcher.group(3));
        }
        matcher = YEAR_LAST.matcher(text);
        if (matcher.matches()) {
            boolean dayFirst = Integer.parseInt(matcher.group(2)) <= 12;
            return Integer.parseInt(matcher.group(1)) > 12 || !dayFirst ? orSwapped(form, matcher) : day(form, matcher.group(3), matcher.group(1), matcher.group(2));
        }
        matcher = COMPACT.matcher(text);
        if (matcher.matches()) {
            return day(form, matcher.group(1), matcher.group(2), matcher.group(3));
        }
        matcher = NAMED.matcher(text);
        if (matcher.matches() && (matcher.group(1) != null || matcher.group(3) != null)) {
            int month = MONTHS.indexOf(matcher.group(2).substring(0, 3).toLowerCase(Locale.ROOT));
            return month < 0 ? Optional.empty()
                : day(form, matcher.group(4), Integer.toString(month + 1), matcher.group(1) != null ? matcher.group(1) : matcher.group(3));
        }
        if (CLOCK.matcher(text).matches()) {
            return Optional.of(new Found(Form.TIME, Double.NaN));
        }
        return NO_YEAR.matcher(text).matches() ? Optional.of(new Found(form, Double.NaN)) : Optional.empty();
    }

    private static Optional<Found> orSwapped(Form form, Matcher matcher) {
        boolean dayFirst = Integer.parseInt(matcher.group(1)) > 12;
        return day(form, matcher.group(3), matcher.group(dayFirst ? 2 : 1), matcher.group(dayFirst ? 1 : 2));
    }

    private static Optional<Found> day(Form form, String year, String month, String day) {
        int written = Integer.parseInt(year);
        int whole = year.length() > 2 ? written : written < 50 ? 2000 + written : 1900 + written;
        try {
            return Optional.of(new Found(form, LocalDate.of(whole, Integer.parseInt(month), Integer.parseInt(day)).toEpochDay()));
        } catch (DateTimeException e) {
            return Optional.empty(); // digits in the form of a date that no calendar has
        }
    }
}
