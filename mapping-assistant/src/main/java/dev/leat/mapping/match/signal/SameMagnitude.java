package dev.leat.mapping.match.signal;

import java.util.Optional;

/** Numbers are of the same order, or days of the same years. */
final class SameMagnitude implements Signal {
    @Override
    public double measure(Column source, Column target) {
        return Distribution.alike(source.values.numbers, target.values.numbers, source.values.days, target.values.days, SameMagnitude::order);
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        return measure >= 0.8 ? Optional.of(source.values.numbers.length > 0 ? "numbers of the same size" : "dates of the same years") : Optional.empty();
    }

    private static double order(double[] a, double[] b) {
        double difference = 0;
        for (double part : new double[] {0.1, 0.5, 0.9}) {
            difference += Math.abs(log(Distribution.quantile(a, part)) - log(Distribution.quantile(b, part))) / 3;
        }
        return Math.exp(-difference);
    }

    private static double log(double number) {
        return Math.signum(number) * Math.log10(1 + Math.abs(number));
    }
}
