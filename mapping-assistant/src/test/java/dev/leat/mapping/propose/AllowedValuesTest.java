package dev.leat.mapping.propose;

import static dev.leat.mapping.propose.Samples.entity;
import static dev.leat.mapping.propose.Samples.field;
import static dev.leat.mapping.propose.Samples.oneOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class AllowedValuesTest {
    private static final String[] SEX = {"M", "F", "F", "M"};

    @Test
    void theOnlyFieldWhoseValuesAllStandForAllowedOnesIsTheOrigin() {
        assertThat(AllowedValues.origins(entity(field("sal", "string", SEX), field("land", "string", "DE", "AT", "DE", "AT")), oneOf("gender", "male", "female"), Set.of()))
            .extracting(Origin::field).containsExactly("sal");
    }

    @Test
    void nothingIsGuessedWhereSeveralFitOrTheFieldIsUsedOrNotAllValuesFit() {
        assertThat(AllowedValues.origins(entity(field("a", "string", SEX), field("b", "string", SEX)), oneOf("gender", "male", "female"), Set.of())).isEmpty();
        assertThat(AllowedValues.origins(entity(field("a", "string", SEX)), oneOf("gender", "male", "female"), Set.of("a"))).isEmpty();
        assertThat(AllowedValues.origins(entity(field("a", "string", "M", "F", "X", "M", "F", "X")), oneOf("gender", "male", "female"), Set.of())).isEmpty();
        assertThat(AllowedValues.origins(entity(field("a", "string", SEX)), oneOf("origin", "app"), Set.of())).isEmpty();
    }
}
