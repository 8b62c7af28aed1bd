package dev.leat.connect.jdbc;

import dev.leat.model.Column;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Optional;

/**
 * The types a cursor column may have, by the Spark type it is held as. A cursor's value is kept as text: a number as digits, a date and a timestamp in
 * ISO form with all its digits and a space in between, an instant the same in UTC with {@code Z} at its end, a text as it is.
 */
public enum CursorType {
    NUMBER, DATE, TIMESTAMP_NTZ, TIMESTAMP, TEXT;

    /** Empty when this column cannot be a cursor: refused, of no order, or of one that Spark does not share. */
    public static Optional<CursorType> of(Column column) {
        String type = column.type().orElse("");
        if (type.startsWith("decimal") || type.equals("smallint") || type.equals("int") || type.equals("bigint")) {
            return Optional.of(NUMBER);
        }
        return switch (type) {
            case "date" -> Optional.of(DATE);
            case "timestamp_ntz" -> Optional.of(TIMESTAMP_NTZ);
            case "timestamp" -> Optional.of(TIMESTAMP);
            case "string" -> column.note().isEmpty() ? Optional.of(TEXT) : Optional.empty();
            default -> Optional.empty();
        };
    }

    public boolean takesLag() {
        return this == DATE || this == TIMESTAMP || this == TIMESTAMP_NTZ;
    }

    /** The value for a parameter of a statement: BigDecimal, LocalDate, LocalDateTime, Instant or String. */
    public Object parse(String text) {
        return switch (this) {
            case NUMBER -> new BigDecimal(text);
            case DATE -> LocalDate.parse(text);
            case TIMESTAMP_NTZ -> LocalDateTime.parse(text.replace(' ', 'T'));
            case TIMESTAMP -> LocalDateTime.parse(text.substring(0, text.length() - 1).replace(' ', 'T')).toInstant(ZoneOffset.UTC);
            case TEXT -> text;
        };
    }

    /** The other way round. */
    public String print(Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        } else if (value instanceof LocalDateTime time) {
            return print(time);
        } else if (value instanceof Instant instant) {
            return print(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)) + "Z";
        }
        return value.toString();
    }

    private static String print(LocalDateTime time) {
        return time.toLocalDate() + " " + time.format(DateTimeFormatter.ISO_LOCAL_TIME);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    int compare(String one, String other) {
        if (this == TEXT) {
            return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
        }
        return ((Comparable) parse(one)).compareTo(parse(other));
    }

    /** The value less a lag, a whole number of days for a date (rounded up). */
    String minus(String text, Duration lag) {
        Object value = parse(text);
        if (lag.isZero()) {
            return text;
        }
        return print(value instanceof LocalDate date ? date.minusDays((lag.toSeconds() + 86_399) / 86_400) : ((Temporal) value).minus(lag));
    }

    /** As Spark SQL writes it; digits that Spark's microseconds cannot hold are cut off, so it is never above the value. */
    String literal(String text) {
        Object value = parse(text);
        return switch (this) {
            case NUMBER -> ((BigDecimal) value).scale() > 0 || ((BigDecimal) value).precision() > 18 ? text + "BD" : text;
            case DATE -> "DATE '" + text + "'";
            case TIMESTAMP_NTZ -> "TIMESTAMP_NTZ '" + print(((LocalDateTime) value).truncatedTo(ChronoUnit.MICROS)) + "'";
            case TIMESTAMP -> "TIMESTAMP '" + print(((Instant) value).truncatedTo(ChronoUnit.MICROS)) + "'";
            case TEXT -> "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
        };
    }

    /** Some value, for when only rows without one have been read. */
    String any() {
        return switch (this) {
            case NUMBER -> "0";
            case DATE -> "1970-01-01";
            case TIMESTAMP_NTZ -> "1970-01-01 00:00:00";
            case TIMESTAMP -> "1970-01-01 00:00:00Z";
            case TEXT -> "";
        };
    }
}
