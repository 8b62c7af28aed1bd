package dev.leat.mapping.match;

import dev.leat.mapping.match.signal.Signals;

/**
 * Features of a pair by itself: each measure, and for each that is unknown a 1 in its own place, so that not knowing is not held for unlikeness.
 * Where there are no values to compare, the measures of names count once more.
 */
public final class Alone {
    public static final int SIZE = 2 * Signals.ALL.size() + Signals.OF_NAMES;

    private Alone() {}

    public static double[] features(double[] measures) {
        double[] features = new double[SIZE];
        boolean noValues = Double.isNaN(measures[Signals.OF_NAMES]) && Double.isNaN(measures[Signals.OF_NAMES + 2]);
        for (int i = 0; i < measures.length; i++) {
            boolean unknown = Double.isNaN(measures[i]);
            features[i] = unknown ? 0 : measures[i];
            features[measures.length + i] = unknown ? 1 : 0;
            if (i < Signals.OF_NAMES && noValues) {
                features[2 * measures.length + i] = features[i];
            }
        }
        return features;
    }

    /** Whether a higher value can only speak for the pair. */
    public static boolean rises(int feature) {
        return feature < Signals.ALL.size() || feature >= 2 * Signals.ALL.size();
    }

    /** Not whether something is known. */
    public static boolean isMeasure(int feature) {
        return feature < Signals.ALL.size();
    }

    /** What names and descriptions contribute to the log-odds. */
    static double ofNames(Logistic weights, double[] features) {
        double sum = 0;
        for (int feature = 0; feature < SIZE; feature++) {
            sum += feature % Signals.ALL.size() < Signals.OF_NAMES ? weights.weights()[feature] * features[feature] : 0;
        }
        return sum;
    }

    public static String name(int feature) {
        int signals = Signals.ALL.size();
        String suffix = feature < signals ? "" : feature < 2 * signals ? " unknown" : " without values";
        return Signals.ALL.get(feature % signals).name() + suffix;
    }
}
