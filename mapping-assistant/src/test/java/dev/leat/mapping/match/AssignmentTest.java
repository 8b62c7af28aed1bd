package dev.leat.mapping.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    @Test
    void aFieldGivesWayWhereTheWholeGains() {
        assertThat(Assignment.best(new double[][] {{0.9, 0.8}, {0.85, 0.1}})).containsExactly(1, 0);
    }

    @Test
    void whatIsWorthNothingStaysAlone() {
        assertThat(Assignment.best(new double[][] {{0, 0}, {0, 0.5}, {0, 0.4}})).containsExactly(-1, 1, -1);
    }

    @Test
    void emptyTablesHaveNoPairs() {
        assertThat(Assignment.best(new double[0][])).isEmpty();
        assertThat(Assignment.best(new double[2][0])).containsExactly(-1, -1);
    }

    @Test
    void noOtherAssignmentIsWorthMore() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            double[][] values = new double[1 + random.nextInt(5)][1 + random.nextInt(5)];
            for (double[] row : values) {
                for (int column = 0; column < row.length; column++) {
                    row[column] = random.nextInt(4) == 0 ? 0 : random.nextDouble();
                }
            }
            if (values.length > 0) {
                int[] best = Assignment.best(values);
                double sum = 0;
                for (int row = 0; row < best.length; row++) {
                    sum += best[row] < 0 ? 0 : values[row][best[row]];
                }
                assertThat(sum).isCloseTo(exhaustive(values, 0, new boolean[values[0].length]), org.assertj.core.api.Assertions.within(1e-9));
            }
        }
    }

    private static double exhaustive(double[][] values, int row, boolean[] taken) {
        if (row == values.length) {
            return 0;
        }
        double best = exhaustive(values, row + 1, taken);
        for (int column = 0; column < taken.length; column++) {
            if (!taken[column]) {
                taken[column] = true;
                best = Math.max(best, values[row][column] + exhaustive(values, row + 1, taken));
                taken[column] = false;
            }
        }
        return best;
    }
}
