package dev.leat.model;

import java.time.Duration;
import java.util.Optional;

/**
 * How often a failed request to an outside system is tried, and how long to wait: backoff doubles from {@code backoff} to {@code maxBackoff}.
 */
public record Retry(Optional<Integer> attempts, Optional<Duration> backoff, Optional<Duration> maxBackoff) {
    public static final Retry DEFAULT = new Retry(Optional.empty(), Optional.empty(), Optional.empty());

    public Retry {
        if (attempts.isPresent() && attempts.get() < 1) {
            throw new IllegalArgumentException("attempts is at least 1");
        }
    }

    public int tries() {
        return attempts.orElse(3);
    }

    /** The wait before this try; the first try is number 1 and has none. */
    public Duration waitBefore(int attempt) {
        if (attempt <= 1) {
            return Duration.ZERO;
        }
        Duration first = backoff.orElse(Duration.ofSeconds(1));
        Duration longest = maxBackoff.orElse(Duration.ofMinutes(1));
        Duration wait = first.multipliedBy(1L << Math.min(attempt - 2, 20));
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
