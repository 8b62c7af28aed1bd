package dev.leat.model;

import java.time.Duration;
import java.util.Optional;

/**
 * How the lake is kept small. What a stream, a backfill, a rebuild or a rewind still reads is never taken away, whatever is written here.
 *
 * @param compact how often, while a flow is followed, small files become few large ones and what nobody needs any more goes; absent: PT10M
 * @param keep    how long other readers can go back to earlier versions of a table in the lake; absent: PT1H
 * @param runs    how long ended runs are known, with their certificates; the newest fifty of each flow always are; absent: P90D
 */
public record Care(Optional<Duration> compact, Optional<Duration> keep, Optional<Duration> runs) {
    public static final Care DEFAULT = new Care(Optional.empty(), Optional.empty(), Optional.empty());

    public Care {
        compact = compact.or(() -> Optional.of(Duration.ofMinutes(10)));
        keep = keep.or(() -> Optional.of(Duration.ofHours(1)));
        runs = runs.or(() -> Optional.of(Duration.ofDays(90)));
        if (compact.get().isZero() || compact.get().isNegative() || keep.get().isNegative() || runs.get().isNegative()) {
            throw new IllegalArgumentException("a time is not negative, and 'compact' is not zero");
        }
    }
}
