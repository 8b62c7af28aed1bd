package dev.leat.mapping.match.signal;

import java.util.Optional;

/** Values of the one column occur in the other; values that few columns have count more. Numbers are left to other signals. */
final class SharedValues implements Signal {
    @Override
    public double measure(Column source, Column target) {
        return source.values.empty() || target.values.empty() ? UNKNOWN
            : source.values.numbers.length > 0 && target.values.numbers.length > 0 ? UNKNOWN : source.valueBag.with(target.valueBag).part();
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        return measure >= 0.1 ? Optional.of(Math.round(100 * measure) + " % of the values occur on both sides") : Optional.empty();
    }
}
