package dev.leat.mapping.match;

import java.util.List;

/**
 * A source field that may belong to a destination field.
 *
 * @param place      of the source field in its entity, counted from 0: names can repeat
 * @param source     its name
 * @param score      how alike the two are by themselves, 0 to 1
 * @param confidence the probability that the pair is right, given all other fields of both sides: of many pairs with 0.8, 80 % are right
 * @param why        what speaks for the pair, the strongest first; never a value of the data
 */
public record Candidate(int place, String source, double score, double confidence, List<String> why) {
    public Candidate {
        why = List.copyOf(why);
    }
}
