package dev.leat.mapping.match.signal;

import java.util.Optional;

/** The names with their descriptions have rare words in common. */
final class DescribedWords implements Signal {
    @Override
    public double measure(Column source, Column target) {
        return source.described() || target.described() ? source.textBag.with(target.textBag).cosine() : UNKNOWN;
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        return measure >= 0.2 ? Optional.of("descriptions share words") : Optional.empty();
    }
}
