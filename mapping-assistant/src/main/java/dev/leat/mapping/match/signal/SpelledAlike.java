package dev.leat.mapping.match.signal;

import java.util.Optional;

/** The names have many letters in common. */
final class SpelledAlike implements Signal {
    @Override
    public double measure(Column source, Column target) {
        return Math.max(Trigrams.dice(source.name.trigrams, target.name.trigrams), Spelling.alike(source.name.compact, target.name.compact));
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        return measure >= 0.5 && !source.name.whole.equals(target.name.whole) ? Optional.of("names spelled alike") : Optional.empty();
    }
}
