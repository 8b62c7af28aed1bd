package dev.leat.mapping.propose;

import java.util.List;

/**
 * A target field for which nothing is proposed.
 *
 * @param required the destination takes no row without it
 * @param why      in one sentence
 * @param ideas    what a language model would fill it with, which is not enough to propose it
 */
public record OpenField(String target, boolean required, String why, List<ProposedField.Choice> ideas) {
    public OpenField {
        ideas = List.copyOf(ideas);
    }

    public OpenField(String target, boolean required, String why) {
        this(target, required, why, List.of());
    }
}
