package dev.leat.run;

import dev.leat.connect.Written;
import dev.leat.transform.Counters;

/** What a run has done with the records of one pipeline so far. */
final class Totals {
    private Written written = Written.NOTHING;
    private long backlogged;
    private long filtered;
    private long cacheHits;
    private long cacheMisses;
    private long cacheUnavailable;

    synchronized void add(Written more, long failed, Counters counters) {
        written = written.plus(more);
        backlogged += failed;
        filtered += counters.of(Counters.Name.FILTERED);
        cacheHits += counters.of(Counters.Name.CACHE_HITS);
        cacheMisses += counters.of(Counters.Name.CACHE_MISSES);
        cacheUnavailable += counters.of(Counters.Name.CACHE_UNAVAILABLE);
    }

    synchronized long read() {
        return written.written() + written.deleted() + written.older() + backlogged + filtered;
    }

    synchronized Written written() {
        return written;
    }

    synchronized long backlogged() {
        return backlogged;
    }

    synchronized long filtered() {
        return filtered;
    }

    synchronized long cacheHits() {
        return cacheHits;
    }

    synchronized long cacheMisses() {
        return cacheMisses;
    }

    synchronized long cacheUnavailable() {
        return cacheUnavailable;
    }
}
