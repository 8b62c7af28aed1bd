package dev.leat.mapping.match;

import dev.leat.mapping.match.signal.Signals;

/** Features of a pair by itself: each measure, and for each that is unknown a 1 in its own place, so that not knowing is not held for unlikeness. */
public final class Alone {
    public static final int SIZE = 2 * Signals.ALL.size();

    private Alone() {}

    public static double[] features(double[] measures) {
        double[] features = new double[SIZE];
        for (int i = 0; i < measures.length; i++) {
            boolean unknown = Double.isNaN(measures[i]);
            features[i] = unknown ? 0 : measures[i];
            features[measures.length + i] = unknown ? 1 : 0;
        }
        return features;
    }

    /** Whether a higher value can only speak for the pair. */
    public static boolean rises(int feature) {
        return feature < Signals.ALL.size();
    }

    public static String name(int feature) {
        int signals = Signals.ALL.size();
        return feature < signals ? Signals.ALL.get(feature).name() : Signals.ALL.get(feature - signals).name() + " unknown";
    }
}
