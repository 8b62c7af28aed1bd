package dev.leat.transform;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.util.AccumulatorV2;

/**
 * What happened besides failures. Each partition counts once, though it may be computed again. Register with the Spark context before use; read on the
 * driver after an action.
 */
public final class Counters extends AccumulatorV2<Counters.Count, Map<Counters.Name, Long>> {
    private static final long serialVersionUID = 1L;

    /** What is counted. */
    public enum Name {
        /** Records that a filter, a look-up with {@code missing: drop} or a java transformer left out. */
        FILTERED,
        /** Keys found in a cache. */
        CACHE_HITS,
        /** Keys not found in a cache. */
        CACHE_MISSES,
        /** Partitions that went on without their cache, because it could not be reached. */
        CACHE_UNAVAILABLE
    }

    /**
     * The count of one partition.
     *
     * @param rows the computation, and {@code partition} its part
     */
    record Count(int rows, int partition, Map<Name, Long> amounts) implements java.io.Serializable {
        private String key() {
            return rows + ":" + partition;
        }
    }

    private final Map<String, Count> counts = new HashMap<>();

    public long of(Name name) {
        return value().getOrDefault(name, 0L);
    }

    @Override
    public synchronized boolean isZero() {
        return counts.isEmpty();
    }

    @Override
    public synchronized Counters copy() {
        Counters copy = new Counters();
        copy.counts.putAll(counts);
        return copy;
    }

    @Override
    public synchronized void reset() {
        counts.clear();
    }

    @Override
    public synchronized void add(Count count) {
        counts.putIfAbsent(count.key(), count);
    }

    @Override
    public void merge(AccumulatorV2<Count, Map<Name, Long>> other) {
        Counters theirs = (Counters) other;
        synchronized (theirs) {
            theirs.counts.values().forEach(this::add);
        }
    }

    @Override
    public synchronized Map<Name, Long> value() {
        Map<Name, Long> sums = new HashMap<>();
        counts.values().forEach(count -> count.amounts().forEach((name, amount) -> sums.merge(name, amount, Long::sum)));
        return Map.copyOf(sums);
    }
}
