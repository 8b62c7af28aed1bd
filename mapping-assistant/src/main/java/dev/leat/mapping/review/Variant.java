package dev.leat.mapping.review;

import dev.leat.mapping.propose.Evidence;
import dev.leat.mapping.propose.ProposedField;
import java.util.Optional;

/**
 * An expression for a field, with what is known of it.
 *
 * @param confidence between 0 and 1, where the assistant found it
 * @param evidence   what it does to sample rows; empty where it was not tried
 * @param wrong      why it cannot be tried on them; it cannot run either
 */
public record Variant(String expression, Optional<Double> confidence, Optional<String> why, Optional<Evidence> evidence, Optional<String> wrong) {
    Variant(String expression, Optional<Double> confidence, Optional<String> why, Optional<Evidence> evidence) {
        this(expression, confidence, why, evidence, Optional.empty());
    }

    static Variant of(ProposedField.Choice choice) {
        return new Variant(choice.expression(), Optional.of(choice.confidence()), Optional.of(choice.why()).filter(why -> !why.isEmpty()), Optional.of(choice.evidence()));
    }

    static Variant of(String expression) {
        return new Variant(expression, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Variant with(Optional<Evidence> seen) {
        return new Variant(expression, confidence, why, evidence.or(() -> seen), wrong);
    }

    Variant without(Optional<String> reason) {
        return new Variant(expression, confidence, why, evidence, reason);
    }
}
