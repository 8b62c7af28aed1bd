package dev.leat.mapping.match;

/** A weighted sum, as log-odds. */
public record Logistic(double bias, double[] weights) {
    public double logit(double[] features) {
        double sum = bias;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * features[i];
        }
        return sum;
    }

    public static double probability(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
