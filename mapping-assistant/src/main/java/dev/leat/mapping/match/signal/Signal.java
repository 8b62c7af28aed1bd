package dev.leat.mapping.match.signal;

import java.util.Optional;

/**
 * One way in which two columns can be alike. Deterministic and safe for use by several threads.
 */
public interface Signal {
    /** Answer of {@link #measure} where there is nothing to compare: no samples, no description, another kind of value. */
    double UNKNOWN = Double.NaN;

    /** Between 0 (nothing alike) and 1 (no difference), or {@link #UNKNOWN}. */
    double measure(Column source, Column target);

    /** In words for the person who reviews, without any value of the data; empty where the measure says nothing for the pair. */
    Optional<String> why(Column source, Column target, double measure);

    /** Stable: trained weights are stored under it. */
    default String name() {
        String simple = getClass().getSimpleName();
        return simple.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + simple.substring(1);
    }
}
