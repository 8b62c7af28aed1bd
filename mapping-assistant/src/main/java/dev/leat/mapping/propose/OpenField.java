package dev.leat.mapping.propose;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A target field for which nothing is proposed.
 *
 * @param required the destination takes no row without it
 * @param why      in one sentence
 * @param ideas    what a language model would fill it with, which is not enough to propose it
 */
public record OpenField(String target, boolean required, String why, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ProposedField.Choice> ideas) {
    public OpenField {
        ideas = List.copyOf(ideas);
    }

    public OpenField(String target, boolean required, String why) {
        this(target, required, why, List.of());
    }
}
