package dev.leat.mapping.propose;

import java.util.Locale;
import java.util.Optional;

/** Types that differ in size only. */
enum Family {
    TEXT, WHOLE, FRACTION, DATE, INSTANT, TRUTH, ARRAY, STRUCT, OTHER;

    static Family of(String type) {
        int end = 0;
        while (end < type.length() && (Character.isLetter(type.charAt(end)) || type.charAt(end) == '_')) {
            end++;
        }
        return switch (type.substring(0, end).toLowerCase(Locale.ROOT)) {
            case "string", "varchar", "char" -> TEXT;
            case "tinyint", "smallint", "int", "integer", "bigint", "long", "short", "byte" -> WHOLE;
            case "decimal", "dec", "numeric", "double", "float", "real" -> FRACTION;
            case "date" -> DATE;
            case "timestamp", "timestamp_ntz", "timestamp_ltz" -> INSTANT;
            case "boolean" -> TRUTH;
            case "array" -> ARRAY;
            case "struct", "map" -> STRUCT;
            default -> OTHER;
        };
    }

    static Optional<Family> of(Optional<String> type) {
        return type.map(Family::of);
    }

    boolean isNumber() {
        return this == WHOLE || this == FRACTION;
    }

    boolean isTime() {
        return this == DATE || this == INSTANT;
    }
}
