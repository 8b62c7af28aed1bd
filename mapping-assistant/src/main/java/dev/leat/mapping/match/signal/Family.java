package dev.leat.mapping.match.signal;

import java.util.Locale;
import java.util.Optional;

/** Families of values; what a column holds by its values, else by its declared type. */
enum Family {
    UNKNOWN, BOOLEAN, INTEGER, DECIMAL, QUANTITY, DATE, TIMESTAMP, TIME, LINK, EMAIL, IDENTIFIER, CODE, TEXT, PROSE;

    /** Between 0 and 1: how easily values of one family stand for values of the other. */
    double near(Family other) {
        if (this == other) {
            return 1;
        }
        return Math.max(oneWay(this, other), oneWay(other, this));
    }

    private static double oneWay(Family a, Family b) {
        return switch (a) {
            case INTEGER -> b == DECIMAL ? 0.8 : b == QUANTITY ? 0.6 : b == IDENTIFIER || b == CODE || b == BOOLEAN ? 0.4 : 0;
            case DECIMAL -> b == QUANTITY ? 0.7 : 0;
            case DATE -> b == TIMESTAMP ? 0.9 : b == TIME ? 0.3 : 0;
            case TIMESTAMP -> b == TIME ? 0.4 : 0;
            case BOOLEAN -> b == CODE ? 0.6 : 0;
            case CODE -> b == TEXT ? 0.6 : b == IDENTIFIER ? 0.6 : 0;
            case TEXT -> b == PROSE ? 0.6 : b == IDENTIFIER ? 0.4 : 0;
            case LINK, EMAIL -> b == IDENTIFIER || b == TEXT ? 0.25 : 0;
            default -> 0;
        };
    }

    String plural() {
        return switch (this) {
            case BOOLEAN -> "truth values";
            case EMAIL -> "e-mail addresses";
            default -> name().toLowerCase(Locale.ROOT) + "s";
        };
    }

    boolean temporal() {
        return this == DATE || this == TIMESTAMP || this == TIME;
    }

    /** Empty where all is text, because then the type says nothing. */
    static Family declared(Optional<String> type) {
        String base = type.map(text -> text.toLowerCase(Locale.ROOT).strip().replaceAll("[ (<].*", "")).orElse("");
        return switch (base) {
            case "boolean", "bool", "bit" -> BOOLEAN;
            case "tinyint", "smallint", "int", "integer", "bigint", "byte", "short", "long", "int2", "int4", "int8", "serial" -> INTEGER;
            case "decimal", "numeric", "number", "float", "double", "real", "float4", "float8" -> DECIMAL;
            case "date" -> DATE;
            case "timestamp", "timestamp_ntz", "timestamp_ltz", "timestamptz", "datetime" -> TIMESTAMP;
            case "time" -> TIME;
            case "uuid" -> IDENTIFIER;
            default -> UNKNOWN;
        };
    }
}
