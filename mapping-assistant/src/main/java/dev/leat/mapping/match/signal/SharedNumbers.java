package dev.leat.mapping.match.signal;

import java.util.Optional;

/** Numbers of the one column occur in the other. */
final class SharedNumbers implements Signal {
    @Override
    public double measure(Column source, Column target) {
        return source.values.numbers.length == 0 || target.values.numbers.length == 0 ? UNKNOWN : source.valueBag.with(target.valueBag).part();
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        return measure >= 0.5 && source.values.distinct.size() > 10 ? Optional.of(Math.round(100 * measure) + " % of the numbers occur on both sides") : Optional.empty();
    }
}
