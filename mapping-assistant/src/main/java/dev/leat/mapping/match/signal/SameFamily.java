package dev.leat.mapping.match.signal;

import java.util.Optional;

/** The values, or where there are none the declared types, are of the same or a near family: numbers, dates, links, codes, text. */
final class SameFamily implements Signal {
    @Override
    public double measure(Column source, Column target) {
        return source.values.family == Family.UNKNOWN || target.values.family == Family.UNKNOWN ? UNKNOWN : source.values.family.near(target.values.family);
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        return measure == 1 && telling(source.values.family) ? Optional.of("both hold " + source.values.family.plural()) : Optional.empty();
    }

    private static boolean telling(Family family) {
        return family.temporal() || family == Family.LINK || family == Family.EMAIL || family == Family.BOOLEAN;
    }
}
