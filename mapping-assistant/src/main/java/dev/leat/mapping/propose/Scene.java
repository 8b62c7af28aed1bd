package dev.leat.mapping.propose;

import java.util.List;
import java.util.Optional;

/**
 * What rules may look at besides the expression at hand.
 *
 * @param sources all fields of the source entity that an expression can name
 * @param ranked  the origins of the target field, the best first
 */
record Scene(List<Source> sources, List<Source> ranked) {
    Scene {
        sources = List.copyOf(sources);
        ranked = List.copyOf(ranked);
    }

    /** The fields beside this one, itself included. */
    List<Source> beside(Source source) {
        return sources.stream().filter(other -> other.parent().equals(source.parent())).toList();
    }

    Optional<Source> second() {
        return ranked.stream().skip(1).findFirst();
    }
}
