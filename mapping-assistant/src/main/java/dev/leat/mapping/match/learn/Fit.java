package dev.leat.mapping.match.learn;

import dev.leat.mapping.match.Logistic;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** Logistic regression with a penalty on large weights, by Newton's method; each step solves its quadratic problem weight by weight, within the bounds. */
final class Fit {
    private static final int STEPS = 40;
    private static final int SWEEPS = 200;
    private static final double STILL = 1e-7;
    /** No step changes a weight by more: far from the solution the quadratic form overshoots. */
    private static final double STRIDE = 2;

    /** @param weight how much the example counts */
    record Example(double[] features, boolean right, double weight) {}

    private Fit() {}

    /**
     * @param rises   features whose weight may not be negative
     * @param penalty on the sum of squared weights, by the sum of the examples' weights
     */
    static Logistic logistic(List<Example> examples, IntPredicate rises, double penalty) {
        int size = examples.get(0).features().length;
        double[] at = new double[size + 1];
        for (int step = 0; step < STEPS; step++) {
            double[] next = step(examples, at, rises, penalty);
            double moved = 0;
            for (int i = 0; i <= size; i++) {
                moved = Math.max(moved, Math.abs(next[i] - at[i]));
            }
            at = next;
            if (moved < STILL) {
                break;
            }
        }
        return new Logistic(at[size], Arrays.copyOf(at, size));
    }

    private static double[] step(List<Example> examples, double[] at, IntPredicate rises, double penalty) {
        int size = at.length - 1;
        double[] slope = new double[size + 1];
        double[][] curve = new double[size + 1][size + 1];
        double all = 0;
        double[] row = new double[size + 1];
        row[size] = 1;
        for (Example example : examples) {
            System.arraycopy(example.features(), 0, row, 0, size);
            double logit = 0;
            for (int i = 0; i <= size; i++) {
                logit += at[i] * row[i];
            }
            double probability = Logistic.probability(logit);
            double error = (probability - (example.right() ? 1 : 0)) * example.weight();
            double bend = Math.max(1e-6, probability * (1 - probability)) * example.weight();
            all += example.weight();
            for (int i = 0; i <= size; i++) {
                if (row[i] != 0) {
                    slope[i] += error * row[i];
                    for (int j = 0; j <= i; j++) {
                        curve[i][j] += bend * row[i] * row[j];
                    }
                }
            }
        }
        for (int i = 0; i <= size; i++) {
            double ridge = i < size ? penalty : 1e-9;
            slope[i] = slope[i] / all + (i < size ? penalty * at[i] : 0);
            for (int j = 0; j <= i; j++) {
                curve[i][j] = curve[i][j] / all + (i == j ? ridge : 0);
                curve[j][i] = curve[i][j];
            }
        }
        return solved(slope, curve, at, rises);
    }

    /** The lowest point of the quadratic form around {@code at}, within the bounds. */
    private static double[] solved(double[] slope, double[][] curve, double[] at, IntPredicate rises) {
        int size = at.length - 1;
        double[] move = new double[size + 1];
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double moved = 0;
            for (int i = 0; i <= size; i++) {
                double along = slope[i];
                for (int j = 0; j <= size; j++) {
                    along += curve[i][j] * move[j];
                }
                double to = Math.max(-STRIDE, Math.min(STRIDE, move[i] - along / curve[i][i]));
                if (i < size && rises.test(i)) {
                    to = Math.max(-at[i], to);
                }
                moved = Math.max(moved, Math.abs(to - move[i]));
                move[i] = to;
            }
            if (moved < STILL) {
                break;
            }
        }
        for (int i = 0; i <= size; i++) {
            move[i] += at[i];
        }
        return move;
    }
}
