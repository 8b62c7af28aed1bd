package dev.leat.mapping.review;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.leat.mapping.decision.Decision;
import dev.leat.mapping.propose.LookUp;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A destination field under review.
 *
 * @param type         the destination's Spark SQL type, where it is known
 * @param current      what the mapping file has; empty for an open field
 * @param alternatives what else it could be, the likeliest first
 * @param open         why nothing is there, where the assistant said so
 * @param lookUp       what could bring it from another entity, where the assistant found that; it changes the flow's file
 * @param changed      it is not what was approved
 * @param said         decisions and comments on it, the oldest first
 */
public record ReviewedField(String target, Optional<String> type, boolean required, Optional<Variant> current, List<Variant> alternatives, State state, Optional<String> open,
                            Optional<LookUp> lookUp, boolean changed, List<Decision> said) {
    /** How far it is. */
    public enum State {
        /** Somebody has to look at it. */
        UNDECIDED,
        /** A person has accepted its expression. */
        ACCEPTED,
        /** A person wants it to stay open. */
        REJECTED,
        /** Part of an approval that holds, as far as the files tell. */
        APPROVED,
        /** Nothing fills it, and the mapping was approved so. */
        OPEN;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ReviewedField {
        alternatives = List.copyOf(alternatives);
        said = List.copyOf(said);
    }

    /** What the file has, or one of the alternatives. */
    Optional<Variant> variant(String expression) {
        return current.filter(variant -> variant.expression().equals(expression))
            .or(() -> alternatives.stream().filter(variant -> variant.expression().equals(expression)).findFirst());
    }
}
