package dev.leat.mapping.match.signal;

import java.util.Optional;

/** The values are written with the same characters, equally often. */
final class SameCharacters implements Signal {
    @Override
    public double measure(Column source, Column target) {
        return source.values.empty() || target.values.empty() ? UNKNOWN : 1 - Distribution.divergence(source.profile.characters(), target.profile.characters());
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        return measure >= 0.85 && source.values.numbers.length == 0 ? Optional.of("values are written with the same characters") : Optional.empty();
    }
}
