package dev.leat.mapping.propose;

import java.util.Objects;

/**
 * A source field that a target field may come from.
 *
 * @param field      name of a {@code SampledField}
 * @param confidence between 0 and 1
 * @param why        in a few words for the person who reviews; may be empty
 */
public record Origin(String field, double confidence, String why) {
    public Origin {
        Objects.requireNonNull(field);
        Objects.requireNonNull(why);
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("a confidence is between 0 and 1, not " + confidence);
        }
    }
}
