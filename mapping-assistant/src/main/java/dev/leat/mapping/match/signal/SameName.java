package dev.leat.mapping.match.signal;

import java.util.Optional;

/** The names are the same but for case, accents and signs; or become so without the words that the whole table shares. */
final class SameName implements Signal {
    @Override
    public double measure(Column source, Column target) {
        if (source.name.whole.isEmpty()) {
            return 0;
        }
        return source.name.whole.equals(target.name.whole) ? 1 : source.name.compact.equals(target.name.compact) ? 0.8 : 0;
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        return measure == 1 ? Optional.of("the same name") : Optional.empty();
    }
}
