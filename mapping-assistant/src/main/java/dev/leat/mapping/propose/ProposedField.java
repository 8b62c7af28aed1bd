package dev.leat.mapping.propose;

import java.util.List;
import java.util.Optional;

/**
 * What fills a target field, and what else could.
 *
 * @param alternatives the likeliest first; often none
 */
public record ProposedField(String target, Choice choice, List<Choice> alternatives) {
    public ProposedField {
        alternatives = List.copyOf(alternatives);
    }

    /**
     * An expression with what speaks for it.
     *
     * @param expression Spark SQL on source columns, allowed and tried
     * @param confidence between 0 and 1, in hundredths: how sure that it is right
     * @param why        for the person who reviews; quotes values of the data only where a code is in no list
     * @param from       {@code model} where a language model thought of it; empty: Leat's own
     */
    public record Choice(String expression, double confidence, String why, Evidence evidence, Optional<String> from) {
        public Choice(String expression, double confidence, String why, Evidence evidence) {
            this(expression, confidence, why, evidence, Optional.empty());
        }
    }
}
