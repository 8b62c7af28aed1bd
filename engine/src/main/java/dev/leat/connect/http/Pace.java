package dev.leat.connect.http;

import dev.leat.connect.Backoff;
import dev.leat.connect.Site;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** When the next request may begin. All of a process that call one API share it: what the API tells one of them holds for all. */
final class Pace {
    private static final Map<Api, Pace> PACES = new ConcurrentHashMap<>();

    private final Optional<HttpSettings.Rate> rate;
    private final Deque<Long> begun = new ArrayDeque<>();
    private long notBefore = System.nanoTime();

    private record Api(String connection, URI address, Optional<HttpSettings.Rate> rate) {}

    static Pace of(Site<HttpSettings> site) {
        return PACES.computeIfAbsent(new Api(site.name(), site.settings().address(), site.settings().rate()), api -> new Pace(api.rate()));
    }

    private Pace(Optional<HttpSettings.Rate> rate) {
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
