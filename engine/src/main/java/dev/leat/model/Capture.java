package dev.leat.model;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How an entity is captured: {@code snapshot}, {@code append}, {@code stream}, {@code change} or
 * {@code {incremental: COLUMN, lag: PT10M}}.
 *
 * @param mode        the way; INCREMENTAL when a cursor column is named
 * @param incremental the cursor column
 * @param lag         how far behind the newest cursor value rows may still be committed
 */
public record Capture(Optional<CaptureMode> mode, Optional<String> incremental, Optional<Duration> lag) {

    public Capture {
        if (incremental.isPresent() && mode.isPresent() && mode.get() != CaptureMode.INCREMENTAL) {
            throw new IllegalArgumentException("it names either a mode or incremental with its cursor column, not both");
        }
        mode = incremental.isPresent() ? Optional.of(CaptureMode.INCREMENTAL) : mode;
        if (mode.isEmpty()) {
            throw new IllegalArgumentException("it names no way to capture; write snapshot, append, stream, change or {incremental: COLUMN}");
        }
        if (mode.get() == CaptureMode.INCREMENTAL && incremental.isEmpty()) {
            throw new IllegalArgumentException("incremental needs its cursor column; write {incremental: COLUMN}");
        }
        if (lag.isPresent() && incremental.isEmpty()) {
            throw new IllegalArgumentException("lag goes with incremental only");
        }
    }

    public static Capture of(String text) {
        CaptureMode mode = Arrays.stream(CaptureMode.values()).filter(known -> known.name().toLowerCase(Locale.ROOT).equals(text)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not known; use snapshot, append, stream, change or {incremental: COLUMN}"));
        return new Capture(Optional.of(mode), Optional.empty(), Optional.empty());
    }

    public static Capture incremental(String column) {
        return new Capture(Optional.empty(), Optional.of(column), Optional.empty());
    }
}
