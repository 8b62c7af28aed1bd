package dev.leat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    @Test
    void eachFigureIsTheMedianOfItsOwnRounds() {
        Rounds rounds = Rounds.parsed("noise\nmeasured 3.0 1.0 9.0 4.0\nmeasured 1.0 3.0 8.0 6.0\nmeasured 2.0 2.0 7.0 5.0\n");

        assertThat(rounds).isEqualTo(new Rounds(new Timed(2, 2), new Timed(8, 5)));
        assertThat(Figure.faster("x", rounds, 1.5, 3).measured()).isEqualTo("4.00");
        assertThat(Figure.part("x", rounds, 0.8, 0.3).measured()).isEqualTo("0.25");
    }

    @Test
    void theWarmUpDoesNotCountAndBothTakeTurns() {
        List<String> order = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Rounds.inside(new PrintStream(out), 2, round -> order.add("leat " + round), round -> order.add("by hand " + round));

        assertThat(order).containsExactly("by hand 0", "leat 0", "by hand 1", "leat 1", "by hand 2", "leat 2");
        assertThat(out.toString().lines()).hasSize(2);
    }
}
