package dev.leat.mapping.match.signal;

import java.util.Optional;

/** Both are keys, or both repeat their values. */
final class SameUniqueness implements Signal {
    @Override
    public double measure(Column source, Column target) {
        return source.values.present.size() < 5 || target.values.present.size() < 5 ? UNKNOWN : 1 - Math.abs(source.values.uniqueness() - target.values.uniqueness());
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        return Optional.empty();
    }
}
