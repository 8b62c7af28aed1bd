package dev.leat.mapping.match.signal;

import java.util.Optional;

/** The numbers in both names are the same, as in {@code line1} and {@code line_1}; 0 if they differ. */
final class SameNumeral implements Signal {
    @Override
    public double measure(Column source, Column target) {
        return source.name.numerals.isEmpty() || target.name.numerals.isEmpty() ? UNKNOWN : source.name.numerals.equals(target.name.numerals) ? 1 : 0;
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        return Optional.empty();
    }
}
