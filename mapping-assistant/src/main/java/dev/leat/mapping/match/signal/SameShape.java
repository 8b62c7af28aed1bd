package dev.leat.mapping.match.signal;

import java.util.Optional;

/** Numbers are spread alike once the unit and the zero point are taken off: the mean distance of their quantiles. */
final class SameShape implements Signal {
    private static final int PARTS = 40;

    @Override
    public double measure(Column source, Column target) {
        double[] a = source.values.shape;
        double[] b = target.values.shape;
        if (a.length == 0 || b.length == 0) {
            return UNKNOWN;
        }
        double distance = 0;
        for (int i = 0; i < a.length; i++) {
            distance += Math.min(2, Math.abs(a[i] - b[i])) / a.length;
        }
        return Math.exp(-8 * distance);
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        return measure >= 0.6 && source.values.distinct.size() > 10 ? Optional.of("numbers are spread alike but for their unit") : Optional.empty();
    }

    /** Quantiles with the middle at 0 and the ninth tenth 1 above the first; none where that is no distance. */
    static double[] of(double[] sorted) {
        if (sorted.length < 8) {
            return new double[0];
        }
        double middle = Distribution.quantile(sorted, 0.5);
        double width = Distribution.quantile(sorted, 0.9) - Distribution.quantile(sorted, 0.1);
        if (width <= 0) {
            return new double[0];
        }
        double[] shape = new double[PARTS];
        for (int i = 0; i < PARTS; i++) {
            shape[i] = (Distribution.quantile(sorted, (i + 0.5) / PARTS) - middle) / width;
        }
        return shape;
    }
}
