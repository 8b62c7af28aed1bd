package dev.leat.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long numbered changes are on their way, from the moment they are committed until they are seen; safe for one who commits and one who looks. */
final class Delays {
    private final Map<Long, Long> committed = new ConcurrentHashMap<>();
    private final Map<Long, Long> took = new ConcurrentHashMap<>();

    void committed(long number) {
        committed.put(number, System.nanoTime());
    }

    /** Counts the first time only. */
    void seen(long number) {
        Long begun = committed.remove(number);
        if (begun != null) {
            took.put(number, System.nanoTime() - begun);
        }
    }

    long underway() {
        return committed.size();
    }

    /** Begins anew; what is under way is not counted. */
    void forget() {
        took.clear();
        committed.clear();
    }

    long count() {
        return took.size();
    }

    /** Seconds. @param share of those that are no slower, between 0 and 1 */
    double percentile(double share) {
        long[] sorted = took.values().stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))] / 1e9;
    }

    @Override
    public String toString() {
        return count() + " seen, " + Arrays.toString(new double[] {percentile(0.5), percentile(0.95), percentile(0.99), percentile(1)});
    }
}
