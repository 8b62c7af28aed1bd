package dev.leat.mapping.match.signal;

import java.util.Optional;

/** Values are missing equally often. */
final class SameGaps implements Signal {
    @Override
    public double measure(Column source, Column target) {
        Values a = source.values;
        Values b = target.values;
        boolean none = a.read == a.present.size() && b.read == b.present.size();
        return none || a.empty() || b.empty() ? UNKNOWN : Chance.ofShares(a.present.size(), a.read, b.present.size(), b.read);
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        return measure >= 0.05 && source.values.present.size() < source.values.read && target.values.present.size() < target.values.read
            ? Optional.of("values are missing equally often") : Optional.empty();
    }
}
