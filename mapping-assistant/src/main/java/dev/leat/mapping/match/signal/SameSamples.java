package dev.leat.mapping.match.signal;

import java.util.Optional;

/** The values mean similar things to a model of English sentences. */
final class SameSamples implements Signal {
    @Override
    public double measure(Column source, Column target) {
        return source.sampleMeaning.isEmpty() || target.sampleMeaning.isEmpty() ? UNKNOWN : Embeddings.cosine(source.sampleMeaning.get(), target.sampleMeaning.get());
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        return measure >= 0.5 ? Optional.of("values of similar meaning") : Optional.empty();
    }
}
