package dev.leat.mapping.match.signal;

import java.util.Optional;

/** The names mean the same to a model of English sentences. */
final class SameMeaning implements Signal {
    private static final double SIMILAR = 0.55;
    private static final double RELATED = 0.4;

    @Override
    public double measure(Column source, Column target) {
        return source.name.phrase.isEmpty() || target.name.phrase.isEmpty() ? UNKNOWN
            : source.name.phrase.equals(target.name.phrase) ? 1
            : source.nameMeaning.isEmpty() || target.nameMeaning.isEmpty() ? UNKNOWN : Embeddings.cosine(source.nameMeaning.get(), target.nameMeaning.get());
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        return measure < RELATED || source.name.whole.equals(target.name.whole) ? Optional.empty()
            : Optional.of(measure >= SIMILAR ? "names of similar meaning" : "names of related meaning");
    }
}
