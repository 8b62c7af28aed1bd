package dev.leat.mapping.match.signal;

import java.util.Optional;

/** The texts have rare words in common. */
final class SharedValueWords implements Signal {
    @Override
    public double measure(Column source, Column target) {
        return source.wordBag.ids().length == 0 || target.wordBag.ids().length == 0 ? UNKNOWN : Math.sqrt(source.wordBag.with(target.wordBag).cosine());
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        return measure >= 0.25 ? Optional.of("values share words") : Optional.empty();
    }
}
