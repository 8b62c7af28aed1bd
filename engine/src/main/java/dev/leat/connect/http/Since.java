package dev.leat.connect.http;

import java.io.Serializable;
import java.util.Optional;

/**
 * How to ask for what is new. The records' cursor column is named by the capture ({@code incremental}); it holds ISO dates and times (without an offset: UTC), seconds or
 * milliseconds since 1970 (the latter from 10^11 on), or with {@code format: number} numbers that rise.
 *
 * @param param  parameter for the smallest cursor value to give
 * @param until  parameter for the greatest
 * @param format how the value is written; {@code instant}
 */
public record Since(String param, Optional<String> until, Optional<Format> format) implements Serializable {

    /** The ways to write a cursor value. */
    public enum Format {
        /** {@code 2026-01-31T09:00:00Z}. */
        INSTANT,
        /** {@code 2026-01-31}. */
        DATE,
        EPOCH_SECONDS,
        EPOCH_MILLIS,
        /** A number that is no time. */
        NUMBER
    }

    Format written() {
        return format.orElse(Format.INSTANT);
    }

    private Object writeReplace() {
        return Portable.of(this);
    }
}
