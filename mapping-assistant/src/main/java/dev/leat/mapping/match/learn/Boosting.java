package dev.leat.mapping.match.learn;

import dev.leat.mapping.match.Judge;
import dev.leat.mapping.match.Logistic;
import dev.leat.mapping.match.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** Adds small trees to a weighted sum, each one fitted to what is still wrong (gradient boosting on the logistic loss). */
final class Boosting {
    private static final int BINS = 32;
    private static final double RATE = 0.15;

    private final List<Fit.Example> examples;
    private final IntPredicate rises;
    private final double[][] bounds;
    private final byte[][] bins;
    private final double[] logits;
    private final double[] slope;
    private final double[] bend;

    private Boosting(List<Fit.Example> examples, Logistic sum, IntPredicate rises) {
        this.examples = examples;
        this.rises = rises;
        int size = examples.get(0).features().length;
        this.bounds = new double[size][];
        this.bins = new byte[size][examples.size()];
        for (int feature = 0; feature < size; feature++) {
            bin(feature);
        }
        this.logits = examples.stream().mapToDouble(example -> sum.logit(example.features())).toArray();
        this.slope = new double[examples.size()];
        this.bend = new double[examples.size()];
    }

    /** @param rises features of which a higher value may not lower the result */
    static Judge judge(List<Fit.Example> examples, Logistic sum, IntPredicate rises, int trees) {
        Boosting boosting = new Boosting(examples, sum, rises);
        List<Tree> grown = new ArrayList<>();
        for (int i = 0; i < trees; i++) {
            grown.add(boosting.grow());
        }
        return new Judge(sum, grown);
    }

    private void bin(int feature) {
        double[] sorted = examples.stream().mapToDouble(example -> example.features()[feature]).sorted().toArray();
        double[] distinct = Arrays.stream(sorted).distinct().toArray();
        double[] cuts = new double[Math.max(0, Math.min(BINS, distinct.length) - 1)];
        for (int i = 0; i < cuts.length; i++) {
            // Half by rank among different values: similarities are mostly low, and the high ones decide.
            int at = (int) ((i + 1L) * distinct.length / (cuts.length + 1));
            cuts[i] = (distinct[at - 1] + distinct[at]) / 2;
        }
        bounds[feature] = cuts;
        for (int row = 0; row < examples.size(); row++) {
            int place = Arrays.binarySearch(cuts, examples.get(row).features()[feature]);
            bins[feature][row] = (byte) (place >= 0 ? place : -place - 1);
        }
    }

    private Tree grow() {
        for (int row = 0; row < slope.length; row++) {
            Fit.Example example = examples.get(row);
            double probability = Logistic.probability(logits[row]);
            slope[row] = ((example.right() ? 1 : 0) - probability) * example.weight();
            bend[row] = Math.max(1e-6, probability * (1 - probability)) * example.weight();
        }
        int[] rows = new int[slope.length];
        Arrays.setAll(rows, row -> row);
        Growing growing = new Growing(bins, bounds, slope, bend, rises);
        Tree tree = growing.tree(rows, RATE);
        for (int row = 0; row < logits.length; row++) {
            logits[row] += growing.added(row);
        }
        return tree;
    }
}
