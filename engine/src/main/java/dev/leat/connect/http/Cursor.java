package dev.leat.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The cursor column of an incremental capture. Its values as ticks: microseconds since 1970, or the number itself.
 *
 * @param text whether the column is held as text; then only ISO texts (or, by format, digits) have a place in the order
 */
record Cursor(String column, boolean text, Since.Format format) implements Serializable {
    private static final long MICROS = 1_000_000;
    private static final double FIRST_MILLIS = 1e11;
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern DATETIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}[T ].*");
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().append(DateTimeFormatter.ISO_LOCAL_DATE).appendLiteral('T').append(DateTimeFormatter.ISO_LOCAL_TIME)
        .optionalStart().appendPattern("[XXX][XX][X]").optionalEnd().toFormatter();

    boolean isTime() {
        return format != Since.Format.NUMBER;
    }

    /** Empty for null and for what has no place in the order. */
    OptionalLong ticks(JsonNode value) {
        try {
            boolean digits = !isTime() || format == Since.Format.EPOCH_SECONDS || format == Since.Format.EPOCH_MILLIS;
            if (value.isNumber() && (digits || !text)) {
                return OptionalLong.of(number(value.decimalValue()));
            } else if (!value.isTextual()) {
                return OptionalLong.empty();
            }
            String written = value.asText().strip();
            return OptionalLong.of(digits ? number(new BigDecimal(written)) : iso(written));
        } catch (NumberFormatException | DateTimeParseException | ArithmeticException none) {
            return OptionalLong.empty();
        }
    }

    private long number(BigDecimal value) {
        if (!isTime()) {
            return value.longValueExact();
        }
        boolean millis = Math.abs(value.doubleValue()) >= FIRST_MILLIS;
        return value.multiply(BigDecimal.valueOf(millis ? 1_000 : MICROS)).longValue();
    }

    private static long iso(String text) {
        if (DATE.matcher(text).matches()) {
            return ticks(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
        } else if (!DATETIME.matcher(text).matches()) {
            throw new DateTimeParseException("no ISO time", text, 0);
        }
        TemporalAccessor time = TIME.parseBest(text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
        return ticks(time instanceof OffsetDateTime placed ? placed.toInstant() : ((LocalDateTime) time).toInstant(ZoneOffset.UTC));
    }

    static long ticks(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(long ticks) {
        return Instant.EPOCH.plus(ticks, ChronoUnit.MICROS);
    }

    long minus(long ticks, Duration lag) {
        return isTime() ? ticks - ChronoUnit.MICROS.between(Instant.EPOCH, Instant.EPOCH.plus(lag)) : ticks;
    }

    /** Ticks as a position keeps them. */
    String print(long ticks) {
        return isTime() ? instant(ticks).toString() : String.valueOf(ticks);
    }

    long parse(String printed) {
        return isTime() ? ticks(Instant.parse(printed)) : Long.parseLong(printed);
    }

    /** The value to ask with: one unit less, as some APIs give what is greater and some what is equal too. */
    String before(long ticks) {
        return switch (format) {
            case INSTANT -> instant(ticks - MICROS).truncatedTo(ChronoUnit.SECONDS).toString();
            case DATE -> LocalDate.ofInstant(instant(ticks), ZoneOffset.UTC).minusDays(1).toString();
            case EPOCH_SECONDS -> String.valueOf(Math.floorDiv(ticks, MICROS) - 1);
            case EPOCH_MILLIS -> String.valueOf(Math.floorDiv(ticks, 1_000) - 1);
            case NUMBER -> String.valueOf(ticks - 1);
        };
    }

    /** The value up to which is asked. */
    String until(long ticks) {
        return switch (format) {
            case INSTANT -> instant(ticks).truncatedTo(ChronoUnit.SECONDS).toString();
            case DATE -> LocalDate.ofInstant(instant(ticks), ZoneOffset.UTC).toString();
            case EPOCH_SECONDS -> String.valueOf(Math.floorDiv(ticks, MICROS));
            case EPOCH_MILLIS -> String.valueOf(Math.floorDiv(ticks, 1_000));
            case NUMBER -> String.valueOf(ticks);
        };
    }

    /**
     * Spark SQL for a value of the column's type that no value at or after these ticks is less than. Of texts, whose order is not that of time when offsets differ, a day
     * earlier; of numbers that may be seconds or milliseconds the seconds.
     *
     * @param type Spark SQL type of the column
     */
    String literal(long ticks, String type) {
        if (!isTime()) {
            return String.valueOf(ticks);
        } else if (type.startsWith("timestamp") || type.equals("date")) {
            String time = instant(ticks).toString();
            return type.equals("date") ? "DATE '" + time.substring(0, 10) + "'" : type.toUpperCase(java.util.Locale.ROOT) + " '" + time.replace('T', ' ').replace("Z", type.equals("timestamp") ? "Z" : "") + "'";
        }
        boolean iso = text && (format == Since.Format.INSTANT || format == Since.Format.DATE);
        return iso ? "'" + LocalDate.ofInstant(instant(ticks), ZoneOffset.UTC).minusDays(1) + "'" : String.valueOf(Math.floorDiv(ticks, MICROS));
    }
}
