package dev.leat.run;

import dev.leat.connect.Written;
import dev.leat.transform.Counters;
import java.util.Optional;

/** What has been done with the records of one pipeline so far, in a run or, of a flow that is followed, in a part of it. */
final class Totals {
    private static final long HOUR_NANOS = 3_600_000_000_000L;
    private final Optional<Totals> whole;
    private final long fewest;
    private long begun = System.nanoTime();
    private Written written = Written.NOTHING;
    private long backlogged;
    private long filtered;
    private long cacheHits;
    private long cacheMisses;
    private long cacheUnavailable;

    Totals() {
        this(Optional.empty(), 0);
    }

    private Totals(Optional<Totals> whole, long fewest) {
        this.whole = whole;
        this.fewest = fewest;
    }

    /**
     * A part of these, the last hour, which counts for itself and for them.
     *
     * @param fewest that the share of those which failed is judged by: the first bad record is not all there is
     */
    Totals part(long fewest) {
        return new Totals(Optional.of(this), fewest);
    }

    synchronized void add(Written more, long failed, Counters counters) {
        if (whole.isPresent() && System.nanoTime() - begun > HOUR_NANOS) {
            written = Written.NOTHING;
            backlogged = 0;
            filtered = 0;
            begun = System.nanoTime();
        }
        written = written.plus(more);
        backlogged += failed;
        filtered += counters.of(Counters.Name.FILTERED);
        cacheHits += counters.of(Counters.Name.CACHE_HITS);
        cacheMisses += counters.of(Counters.Name.CACHE_MISSES);
        cacheUnavailable += counters.of(Counters.Name.CACHE_UNAVAILABLE);
        whole.ifPresent(all -> all.add(more, failed, counters));
    }

    synchronized long read() {
        return written.written() + written.deleted() + written.older() + backlogged + filtered;
    }

    /** Of how many records those that failed are a share. */
    long judged() {
        return Math.max(fewest, read());
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
