package dev.leat.mapping.pair;

import dev.leat.model.EntityName;
import java.util.List;
import java.util.Optional;

/**
 * A destination entity and the source entity that could fill it.
 *
 * @param exists       whether the destination has it already; else only its schema file says what it is to be
 * @param choice       empty where nothing fits
 * @param alternatives the likeliest first; often none
 * @param pipeline     the name that its pipeline would get
 * @param key          source columns that name a row, where the source declares none and the sample shows some; else empty
 */
public record Pairing(EntityName destination, boolean exists, Optional<Choice> choice, List<Choice> alternatives, String pipeline, List<String> key) {
    /** From here on it is added without being looked at first. */
    static final double SURE = 0.75;

    public Pairing {
        alternatives = List.copyOf(alternatives);
        key = List.copyOf(key);
    }

    /**
     * @param confidence from 0 to 1, in hundredths; an estimate, not a measured frequency
     * @param matched    destination fields for which the source has one
     * @param of         of so many
     * @param why        in one sentence; never a value of the data
     */
    public record Choice(EntityName source, double confidence, int matched, int of, String why) {}

    /** Whether its pipeline may be written without a person choosing. */
    public boolean isSure() {
        return choice.filter(chosen -> chosen.confidence() >= SURE).isPresent();
    }
}
