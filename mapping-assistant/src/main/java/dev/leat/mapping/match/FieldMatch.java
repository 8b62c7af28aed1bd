package dev.leat.mapping.match;

import java.util.List;
import java.util.Optional;

/**
 * What was found for one destination field.
 *
 * @param place      of the destination field in its entity, counted from 0
 * @param target     its name
 * @param candidates at most {@link Matcher#CANDIDATES}, the most confident first; empty only if the source has no fields
 * @param chosen     one of the candidates, or empty where nothing fits; another field's choice can leave a better candidate free for it
 */
public record FieldMatch(int place, String target, List<Candidate> candidates, Optional<Candidate> chosen) {
    public FieldMatch {
        candidates = List.copyOf(candidates);
    }
}
