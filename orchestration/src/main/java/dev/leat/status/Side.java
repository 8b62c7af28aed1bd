package dev.leat.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * One of the two that were asked.
 *
 * @param reached whether it answered; absent where the workspace names none
 * @param problem why not
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Side(Optional<Boolean> reached, Optional<String> problem) {
    static final Side NONE = new Side(Optional.empty(), Optional.empty());
    static final Side REACHED = new Side(Optional.of(true), Optional.empty());

    static Side silent(String problem) {
        return new Side(Optional.of(false), Optional.of(problem));
    }
}
