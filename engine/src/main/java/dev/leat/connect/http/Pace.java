package dev.leat.connect.http;

import dev.leat.connect.Backoff;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** When the next request may begin. Threads share it: what the API tells one of them holds for all. */
final class Pace {
    private final Optional<HttpSettings.Rate> rate;
    private final Deque<Long> begun = new ArrayDeque<>();
    private long notBefore = System.nanoTime();

    Pace(Optional<HttpSettings.Rate> rate) {
        this.rate = rate;
    }

    void await() {
        for (long wait = turn(); wait > 0; wait = turn()) {
            Backoff.sleep(Math.max(1, wait / 1_000_000));
        }
    }

    synchronized void holdBack(Duration wait) {
        notBefore = Math.max(notBefore, System.nanoTime() + wait.toNanos());
    }

    /** Nanoseconds to wait; 0: the turn is taken. */
    private synchronized long turn() {
        long now = System.nanoTime();
        if (notBefore - now > 0) {
            return notBefore - now;
        }
        if (rate.isPresent()) {
            long per = rate.get().per().toNanos();
            if (begun.size() >= rate.get().requests()) {
                long wait = begun.getFirst() + per - now;
                if (wait > 0) {
                    return wait;
                }
                begun.removeFirst();
            }
            begun.addLast(now);
        }
        return 0;
    }
}
