package dev.leat.model;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How an entity is captured: {@code snapshot}, {@code append}, {@code stream}, {@code change}, {@code {stream: START}} or
 * {@code {incremental: COLUMN, lag: PT10M}}.
 *
 * @param mode        the way; INCREMENTAL when a cursor column is named
 * @param incremental the cursor column
 * @param lag         how far behind the newest cursor value rows may still be committed
 * @param stream      where the first run begins: {@code earliest}, {@code latest} or a time such as {@code 2026-01-31T09:00:00Z}
 */
public record Capture(Optional<CaptureMode> mode, Optional<String> incremental, Optional<Duration> lag, Optional<String> stream) {
    public static final String EARLIEST = "earliest";
    public static final String LATEST = "latest";

    public Capture {
        if (incremental.isPresent() && mode.isPresent() && mode.get() != CaptureMode.INCREMENTAL) {
            throw new IllegalArgumentException("it names either a mode or incremental with its cursor column, not both");
        }
        if (stream.isPresent() && (incremental.isPresent() || mode.isPresent() && mode.get() != CaptureMode.STREAM)) {
            throw new IllegalArgumentException("it names either stream and where it begins, or another way to capture, not both");
        }
        mode = incremental.isPresent() ? Optional.of(CaptureMode.INCREMENTAL) : stream.isPresent() ? Optional.of(CaptureMode.STREAM) : mode;
        if (mode.isEmpty()) {
            throw new IllegalArgumentException("it names no way to capture; write snapshot, append, stream, change or {incremental: COLUMN}");
        }
        if (mode.get() == CaptureMode.INCREMENTAL && incremental.isEmpty()) {
            throw new IllegalArgumentException("incremental needs its cursor column; write {incremental: COLUMN}");
        }
        if (lag.isPresent() && incremental.isEmpty()) {
            throw new IllegalArgumentException("lag goes with incremental only");
        }
        stream.ifPresent(Capture::start);
    }

    /** Without a place to begin. */
    public Capture(Optional<CaptureMode> mode, Optional<String> incremental, Optional<Duration> lag) {
        this(mode, incremental, lag, Optional.empty());
    }

    private static void start(String text) {
        try {
            if (!text.equals(EARLIEST) && !text.equals(LATEST)) {
                Instant.parse(text);
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is no place to begin a stream; write earliest, latest or a time such as 2026-01-31T09:00:00Z");
        }
    }

    public static Capture of(String text) {
        CaptureMode mode = Arrays.stream(CaptureMode.values()).filter(known -> known.name().toLowerCase(Locale.ROOT).equals(text)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not known; use snapshot, append, stream, change or {incremental: COLUMN}"));
        return new Capture(Optional.of(mode), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static Capture incremental(String column) {
        return new Capture(Optional.empty(), Optional.of(column), Optional.empty(), Optional.empty());
    }
}
