package dev.leat.mapping.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderTest {
    private static double[][] sure(int... targets) {
        double[][] logits = new double[targets.length][targets.length];
        for (int s = 0; s < targets.length; s++) {
            java.util.Arrays.fill(logits[s], -5);
            logits[s][targets[s]] = 5;
        }
        return logits;
    }

    @Test
    void fieldsInTheSameOrderAgree() {
        int[] same = {0, 1, 2, 3, 4, 5};
        Order order = Order.of(sure(same), same);
        assertThat(order.kept()).isGreaterThan(0.7);
        assertThat(order.agrees(2, 2)).isGreaterThan(order.agrees(2, 4));
        assertThat(order.beside(2, 2)).isGreaterThan(0.9);
        assertThat(order.beside(2, 4)).isZero();
    }

    @Test
    void fieldsInNoOrderSayNothing() {
        int[] mixed = {3, 0, 5, 1, 4, 2};
        assertThat(Order.of(sure(mixed), mixed).kept()).isBetween(-0.5, 0.5);
        assertThat(Order.of(sure(0, 1), new int[] {0, 1}).kept()).isZero();
    }
}
