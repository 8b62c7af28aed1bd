package dev.leat.mapping.match.signal;

import java.util.Arrays;

/** How likely two samples differ at least as much as these if they are of one population: small where they cannot be, and only then. */
final class Chance {
    private Chance() {}

    /** Of two sorted samples (Kolmogorov and Smirnov). */
    static double ofDifference(double[] a, double[] b) {
        double size = Math.sqrt(a.length * (double) b.length / (a.length + b.length));
        double at = (size + 0.12 + 0.11 / size) * (1 - Distribution.overlap(a, b));
        if (at < 0.3) {
            return 1;
        }
        double sum = 0;
        for (int i = 1; i <= 20; i++) {
            sum += (i % 2 == 1 ? 2 : -2) * Math.exp(-2 * i * i * at * at);
        }
        return Math.max(0, Math.min(1, sum));
    }

    /** Of two lists of counts, largest first (Pearson's test, with Wilson and Hilferty's approximation); what is rare counts together. */
    static double ofCounts(int[] a, int[] b) {
        int kinds = Math.max(a.length, b.length);
        double allA = Arrays.stream(a).sum();
        double allB = Arrays.stream(b).sum();
        double sum = 0;
        int compared = 0;
        double heldA = 0;
        double heldB = 0;
        for (int i = 0; i < kinds; i++) {
            heldA += i < a.length ? a[i] : 0;
            heldB += i < b.length ? b[i] : 0;
            if (heldA + heldB >= 10 || i == kinds - 1) {
                double difference = Math.sqrt(allB / allA) * heldA - Math.sqrt(allA / allB) * heldB;
                sum += difference * difference / (heldA + heldB);
                compared++;
                heldA = 0;
                heldB = 0;
            }
        }
        if (compared < 2) {
            return 1;
        }
        double freedom = compared - 1;
        double spread = 2 / (9 * freedom);
        return above((Math.cbrt(sum / freedom) - 1 + spread) / Math.sqrt(spread));
    }

    /** Of two shares: so many of so many. */
    static double ofShares(int a, int ofA, int b, int ofB) {
        double both = (a + b) / (double) (ofA + ofB);
        double error = Math.sqrt(both * (1 - both) * (1.0 / ofA + 1.0 / ofB));
        return error == 0 ? 1 : Math.min(1, 2 * above(Math.abs(a / (double) ofA - b / (double) ofB) / error));
    }

    /** The part of a normal distribution that is above (Abramowitz and Stegun, 26.2.17). */
    private static double above(double z) {
        if (z < 0) {
            return 1 - above(-z);
        }
        double t = 1 / (1 + 0.2316419 * z);
        double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        return density * t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    }
}
