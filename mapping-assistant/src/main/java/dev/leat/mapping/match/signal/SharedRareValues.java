package dev.leat.mapping.match.signal;

import java.util.Optional;

/** How much the common values say: many values that no other column has say more than a few that many have. */
final class SharedRareValues implements Signal {
    @Override
    public double measure(Column source, Column target) {
        return source.values.empty() || target.values.empty() ? UNKNOWN
            : source.values.numbers.length > 0 && target.values.numbers.length > 0 ? UNKNOWN : 1 - Math.exp(-source.valueBag.with(target.valueBag).weight() / 20);
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        return Optional.empty();
    }
}
