package dev.leat.mapping.match.learn;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether confidence means something: proposals in ten classes of confidence, and how many of each are right.
 *
 * @param error the expected calibration error: the mean difference between confidence and share of right ones, weighted by proposals
 */
public record Reliability(List<Bin> bins, double error) {
    private static final int CLASSES = 10;

    /** Proposals with a confidence from {@code from} to 0.1 more. */
    public record Bin(double from, int proposals, double confidence, double right) {}

    public static Reliability of(List<Prediction> predictions) {
        int[] proposals = new int[CLASSES];
        double[] confidence = new double[CLASSES];
        double[] right = new double[CLASSES];
        for (Prediction prediction : predictions) {
            for (Prediction.Chosen chosen : prediction.chosen()) {
                int bin = Math.min(CLASSES - 1, (int) (chosen.confidence() * CLASSES));
                proposals[bin]++;
                confidence[bin] += chosen.confidence();
                right[bin] += prediction.gold().contains(chosen.pair()) ? 1 : 0;
            }
        }
        int all = java.util.Arrays.stream(proposals).sum();
        List<Bin> bins = new ArrayList<>();
        double error = 0;
        for (int bin = 0; bin < CLASSES; bin++) {
            if (proposals[bin] > 0) {
                bins.add(new Bin(bin / (double) CLASSES, proposals[bin], confidence[bin] / proposals[bin], right[bin] / proposals[bin]));
                error += Math.abs(confidence[bin] - right[bin]) / all;
            }
        }
        return new Reliability(bins, error);
    }
}
