package dev.leat.mapping.schema;

import java.util.Locale;
import java.util.Optional;

/** What kind of values a type holds. */
public enum Family {
    TEXT, NUMBER, BOOLEAN, DATE, TIMESTAMP, BINARY, ARRAY, MAP, OBJECT;

    /** Of a Spark SQL type; text where there is none. */
    public static Family of(Optional<String> type) {
        String word = type.map(text -> text.toLowerCase(Locale.ROOT).replaceAll("[(<].*", "").strip()).orElse("string");
        return switch (word) {
            case "boolean" -> BOOLEAN;
            case "tinyint", "byte", "smallint", "short", "int", "integer", "bigint", "long", "float", "real", "double", "decimal", "dec", "numeric" -> NUMBER;
            case "date" -> DATE;
            case "timestamp", "timestamp_ntz", "timestamp_ltz" -> TIMESTAMP;
            case "binary" -> BINARY;
            case "array" -> ARRAY;
            case "map" -> MAP;
            case "struct" -> OBJECT;
            default -> TEXT;
        };
    }
}
