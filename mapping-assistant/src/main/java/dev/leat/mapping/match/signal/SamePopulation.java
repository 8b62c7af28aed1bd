package dev.leat.mapping.match.signal;

import java.util.Optional;

/** Numbers, or days, could be samples of one population. */
final class SamePopulation implements Signal {
    @Override
    public double measure(Column source, Column target) {
        return Distribution.alike(source.values.numbers, target.values.numbers, source.values.days, target.values.days, Chance::ofDifference);
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        return measure >= 0.05 && source.values.distinct.size() > 10 && target.values.distinct.size() > 10
            ? Optional.of("both could be samples of the same " + (source.values.numbers.length > 0 ? "numbers" : "dates")) : Optional.empty();
    }
}
