package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.CursorType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times in the server's text form (DateStyle ISO, zone UTC): years before 1 have BC at the end, years above 9999 more digits. */
final class PgTime {
    /** From here on microseconds since 1970 do not fit into 64 bits. */
    static final String TOO_LATE = "294247-01-01";
    private static final Pattern FORM = Pattern.compile("(\\d+)-(\\d\\d)-(\\d\\d)(?: (\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?)(?:\\+00)?)?( BC)?");

    private PgTime() {}

    /** What the server printed, as {@link CursorType} writes it. */
    static String cursor(CursorType type, String printed) {
        if (!type.takesLag()) {
            return printed;
        }
        if (type == CursorType.DATE) {
            return type.print(date(printed));
        }
        LocalDateTime time = time(printed);
        return type.print(type == CursorType.TIMESTAMP ? time.toInstant(ZoneOffset.UTC) : time);
    }

    static LocalDate date(String printed) {
        return date(matched(printed));
    }

    /** Of a timestamp, also one with the zone UTC. */
    static LocalDateTime time(String printed) {
        Matcher matcher = matched(printed);
        return date(matcher).atTime(LocalTime.parse(matcher.group(4)));
    }

    private static Matcher matched(String printed) {
        Matcher matcher = FORM.matcher(printed);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + printed + "' is no date or time of the server");
        }
        return matcher;
    }

    private static LocalDate date(Matcher matcher) {
        int year = Integer.parseInt(matcher.group(1));
        return LocalDate.of(matcher.group(5) == null ? year : 1 - year, Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
    }

    /** A cursor's value as a literal of the server. */
    static String literal(CursorType type, String cursor) {
        Object value = type.parse(cursor);
        return switch (type) {
            case NUMBER -> "'" + cursor + "'::numeric";
            case TEXT -> "'" + cursor.replace("'", "''") + "'";
            case DATE -> "'" + date((LocalDate) value, "") + "'::date";
            case TIMESTAMP_NTZ -> "'" + time((LocalDateTime) value, "") + "'::timestamp";
            case TIMESTAMP -> "'" + time(LocalDateTime.ofInstant((Instant) value, ZoneOffset.UTC), "+00") + "'::timestamptz";
        };
    }

    private static String time(LocalDateTime time, String zone) {
        return date(time.toLocalDate(), " " + time.toLocalTime() + zone);
    }

    private static String date(LocalDate date, String rest) {
        return String.format("%04d-%02d-%02d", date.get(ChronoField.YEAR_OF_ERA), date.getMonthValue(), date.getDayOfMonth()) + rest + (date.getYear() < 1 ? " BC" : "");
    }
}
