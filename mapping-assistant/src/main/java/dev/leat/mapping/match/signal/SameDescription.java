package dev.leat.mapping.match.signal;

import java.util.Optional;

/** The names together with their descriptions mean the same to a model of English sentences. */
final class SameDescription implements Signal {
    @Override
    public double measure(Column source, Column target) {
        return !source.described() && !target.described() || source.textMeaning.isEmpty() || target.textMeaning.isEmpty() ? UNKNOWN
            : Embeddings.cosine(source.textMeaning.get(), target.textMeaning.get());
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        return measure >= 0.5 ? Optional.of("descriptions of similar meaning") : Optional.empty();
    }
}
