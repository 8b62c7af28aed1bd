package dev.leat.mapping.match.signal;

import java.util.Optional;

/** Both names have the same one of two opposite words, as {@code min} and {@code max}; 0 if they have different ones. */
final class SameSide implements Signal {
    @Override
    public double measure(Column source, Column target) {
        if (source.name.sides.isEmpty() || target.name.sides.isEmpty()) {
            return UNKNOWN;
        }
        boolean same = false;
        for (int side : source.name.sides) {
            if (target.name.sides.contains(side ^ 1)) {
                return 0;
            }
            same |= target.name.sides.contains(side);
        }
        return same ? 1 : UNKNOWN;
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        return Optional.empty();
    }
}
