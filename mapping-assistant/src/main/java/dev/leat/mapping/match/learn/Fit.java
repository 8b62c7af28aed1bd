package dev.leat.mapping.match.learn;

import dev.leat.mapping.match.Logistic;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** Logistic regression with a penalty on large weights: deterministic gradient steps with momentum and adapted widths (Kingma and Ba). */
final class Fit {
    private static final int STEPS = 1500;
    private static final double WIDTH = 0.05;

    /** @param weight how much the example counts */
    record Example(double[] features, boolean right, double weight) {}

    private Fit() {}

    /**
     * @param rises   features whose weight may not be negative
     * @param penalty on the sum of squared weights, by the sum of the examples' weights
     */
    static Logistic logistic(List<Example> examples, IntPredicate rises, double penalty) {
        int size = examples.get(0).features().length;
        double all = examples.stream().mapToDouble(Example::weight).sum();
        double[] at = new double[size + 1];
        double[] first = new double[size + 1];
        double[] second = new double[size + 1];
        for (int step = 1; step <= STEPS; step++) {
            double[] slope = slope(examples, at, all);
            for (int i = 0; i <= size; i++) {
                double along = slope[i] + (i < size ? penalty * at[i] : 0);
                first[i] = 0.9 * first[i] + 0.1 * along;
                second[i] = 0.999 * second[i] + 0.001 * along * along;
                double width = WIDTH * (step > STEPS * 2 / 3 ? 0.1 : 1);
                at[i] -= width * first[i] / (1 - Math.pow(0.9, step)) / (Math.sqrt(second[i] / (1 - Math.pow(0.999, step))) + 1e-8);
                if (i < size && rises.test(i)) {
                    at[i] = Math.max(0, at[i]);
                }
            }
        }
        return new Logistic(at[size], Arrays.copyOf(at, size));
    }

    private static double[] slope(List<Example> examples, double[] at, double all) {
        int size = at.length - 1;
        double[] slope = new double[size + 1];
        for (Example example : examples) {
            double logit = at[size];
            for (int i = 0; i < size; i++) {
                logit += at[i] * example.features()[i];
            }
            double error = (Logistic.probability(logit) - (example.right() ? 1 : 0)) * example.weight() / all;
            for (int i = 0; i < size; i++) {
                slope[i] += error * example.features()[i];
            }
            slope[size] += error;
        }
        return slope;
    }
}
