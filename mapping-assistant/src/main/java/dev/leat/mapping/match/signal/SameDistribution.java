package dev.leat.mapping.match.signal;

import java.util.Optional;

/** Numbers, or days, are spread alike: 1 minus the largest difference of the two cumulated shares. */
final class SameDistribution implements Signal {
    @Override
    public double measure(Column source, Column target) {
        return Distribution.alike(source.values.numbers, target.values.numbers, source.values.days, target.values.days, Distribution::overlap);
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        return measure >= 0.75 ? Optional.of(source.values.numbers.length > 0 ? "numbers are distributed alike" : "dates fall into the same time") : Optional.empty();
    }
}
