package dev.leat.mapping.match.learn;

import dev.leat.mapping.match.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** One tree on its way. A split on a feature that may only raise keeps what is left of it below what is right of it, all the way down. */
final class Growing {
    private static final int DEPTH = 3;
    private static final double SMOOTH = 0.2;
    /** Curvature that a leaf needs at least: about four examples that are undecided. */
    private static final double LEAF = 0.15;

    private final byte[][] bins;
    private final double[][] bounds;
    private final double[] slope;
    private final double[] bend;
    private final IntPredicate rises;
    private final double[] added;
    private final List<double[]> nodes = new ArrayList<>();

    Growing(byte[][] bins, double[][] bounds, double[] slope, double[] bend, IntPredicate rises) {
        this.bins = bins;
        this.bounds = bounds;
        this.slope = slope;
        this.bend = bend;
        this.rises = rises;
        this.added = new double[slope.length];
    }

    private record Split(int feature, int bin, double gain, double left, double right) {}

    Tree tree(int[] rows, double rate) {
        grow(rows, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, rate);
        return new Tree(column(0), nodes.stream().mapToDouble(node -> node[1]).toArray(), column(2), column(3), nodes.stream().mapToDouble(node -> node[4]).toArray());
    }

    /** What the tree adds for an example. */
    double added(int row) {
        return added[row];
    }

    private int[] column(int place) {
        return nodes.stream().mapToInt(node -> (int) node[place]).toArray();
    }

    private int grow(int[] rows, int depth, double low, double high, double rate) {
        double g = 0;
        double h = 0;
        for (int row : rows) {
            g += slope[row];
            h += bend[row];
        }
        int number = nodes.size();
        double value = clamp(g / (h + SMOOTH), low, high);
        double[] node = {-1, 0, 0, 0, value * rate};
        nodes.add(node);
        Split best = depth == DEPTH ? null : best(rows, g, h, low, high);
        if (best == null) {
            for (int row : rows) {
                added[row] = value * rate;
            }
            return number;
        }
        node[0] = best.feature();
        node[1] = bounds[best.feature()][best.bin()];
        double middle = (best.left() + best.right()) / 2;
        boolean ordered = rises.test(best.feature());
        node[2] = grow(Arrays.stream(rows).filter(row -> bins[best.feature()][row] <= best.bin()).toArray(), depth + 1, low, ordered ? Math.min(high, middle) : high, rate);
        node[3] = grow(Arrays.stream(rows).filter(row -> bins[best.feature()][row] > best.bin()).toArray(), depth + 1, ordered ? Math.max(low, middle) : low, high, rate);
        return number;
    }

    private Split best(int[] rows, double g, double h, double low, double high) {
        Split best = null;
        for (int feature = 0; feature < bins.length; feature++) {
            double[] gs = new double[bounds[feature].length + 1];
            double[] hs = new double[gs.length];
            for (int row : rows) {
                gs[bins[feature][row]] += slope[row];
                hs[bins[feature][row]] += bend[row];
            }
            double gl = 0;
            double hl = 0;
            for (int bin = 0; bin < gs.length - 1; bin++) {
                gl += gs[bin];
                hl += hs[bin];
                if (hl < LEAF || h - hl < LEAF) {
                    continue;
                }
                double left = clamp(gl / (hl + SMOOTH), low, high);
                double right = clamp((g - gl) / (h - hl + SMOOTH), low, high);
                double gain = worth(gl, hl, left) + worth(g - gl, h - hl, right) - worth(g, h, clamp(g / (h + SMOOTH), low, high));
                if (!(rises.test(feature) && left > right) && gain > (best == null ? 1e-3 : best.gain())) {
                    best = new Split(feature, bin, gain, left, right);
                }
            }
        }
        return best;
    }

    private static double worth(double g, double h, double value) {
        return g * value - (h + SMOOTH) * value * value / 2;
    }

    private static double clamp(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }
}
