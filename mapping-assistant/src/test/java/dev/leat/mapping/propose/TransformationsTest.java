package dev.leat.mapping.propose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TransformationsTest {
    @Test
    void mostOfTheKnownCasesAreSolved() {
        List<Transformations.Outcome> outcomes = new java.util.ArrayList<>(Transformations.measure(Transformations.UNSEEN)); outcomes.addAll(Transformations.measure(Transformations.KNOWN));
        outcomes.stream().filter(o -> !o.solved()).forEach(o -> System.out.println("UNSOLVED " + o.category() + ": " + o.name() + " -> " + o.proposed()));
        System.out.println("SOLVED " + outcomes.stream().filter(Transformations.Outcome::solved).count() + " of " + outcomes.size());

    }
}
