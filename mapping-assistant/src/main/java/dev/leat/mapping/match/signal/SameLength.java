package dev.leat.mapping.match.signal;

import java.util.Optional;

/** The values are equally long, as far as the quarters of both columns tell. */
final class SameLength implements Signal {
    @Override
    public double measure(Column source, Column target) {
        double[] a = source.values.lengths;
        double[] b = target.values.lengths;
        if (a.length == 0 || b.length == 0) {
            return UNKNOWN;
        }
        double difference = 0;
        for (double part : new double[] {0.1, 0.25, 0.5, 0.75, 0.9}) {
            difference += Math.abs(Math.log((1 + Distribution.quantile(a, part)) / (1 + Distribution.quantile(b, part)))) / 5;
        }
        return Math.exp(-2 * difference);
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        return Optional.empty();
    }
}
