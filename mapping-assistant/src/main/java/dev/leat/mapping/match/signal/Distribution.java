package dev.leat.mapping.match.signal;

import java.util.function.ToDoubleBiFunction;

/** Compares sorted samples. */
final class Distribution {
    private Distribution() {}

    /** The value below which that part of the sample lies. */
    static double quantile(double[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
    }

    /** Of numbers if both have them, else of days if both have them. */
    static double alike(double[] numbers, double[] otherNumbers, double[] days, double[] otherDays, ToDoubleBiFunction<double[], double[]> measure) {
        if (numbers.length > 0 && otherNumbers.length > 0) {
            return measure.applyAsDouble(numbers, otherNumbers);
        }
        return days.length > 0 && otherDays.length > 0 ? measure.applyAsDouble(days, otherDays) : Signal.UNKNOWN;
    }

    /** 1 minus the largest difference of the two cumulated shares (Kolmogorov and Smirnov). */
    static double overlap(double[] a, double[] b) {
        int i = 0;
        int j = 0;
        double largest = 0;
        while (i < a.length && j < b.length) {
            double at = Math.min(a[i], b[j]);
            while (i < a.length && a[i] == at) {
                i++;
            }
            while (j < b.length && b[j] == at) {
                j++;
            }
            largest = Math.max(largest, Math.abs(i / (double) a.length - j / (double) b.length));
        }
        return 1 - largest;
    }

    /** Of two distributions over the same places, 0 to 1 (Jensen and Shannon, base 2). */
    static double divergence(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double middle = (a[i] + b[i]) / 2;
            sum += part(a[i], middle) + part(b[i], middle);
        }
        return Math.sqrt(Math.max(0, Math.min(1, sum / 2)));
    }

    private static double part(double share, double middle) {
        return share == 0 ? 0 : share * Math.log(share / middle) / Math.log(2);
    }
}
