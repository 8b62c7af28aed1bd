package dev.leat.mapping.match.signal;

import java.util.Optional;

/** Both hold few different values, and these are as frequent, whatever they are: {@code 1} as often as {@code dead}. */
final class SameFrequencies implements Signal {
    private static final int MOST = 30;

    @Override
    public double measure(Column source, Column target) {
        return source.values.frequencies.length == 0 || target.values.frequencies.length == 0 ? UNKNOWN : Chance.ofCounts(source.values.frequencies, target.values.frequencies);
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        return measure >= 0.05 && source.values.frequencies.length > 1 ? Optional.of("few different values, equally frequent on both sides") : Optional.empty();
    }

    /** Counts of the different values, the largest first; none where they are many. */
    static int[] of(Values values) {
        int kinds = values.distinct.size();
        return kinds < 2 || kinds > MOST || kinds * 4 > values.present.size() ? new int[0]
            : values.distinct.values().stream().sorted(java.util.Comparator.reverseOrder()).mapToInt(count -> count).toArray();
    }
}
