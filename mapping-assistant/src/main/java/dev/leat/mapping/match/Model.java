package dev.leat.mapping.match;

/**
 * Learned weights: from measures to log-odds of a pair by itself, and from how the pair stands in the two tables to the probability that it is right.
 */
public record Model(Logistic alone, Judge standing) {
    /** Log-odds of each pair by itself, by source and destination field. */
    public double[][] logits(double[][][] measures) {
        double[][] logits = new double[measures.length][];
        for (int s = 0; s < measures.length; s++) {
            logits[s] = new double[measures[s].length];
            for (int t = 0; t < measures[s].length; t++) {
                logits[s][t] = alone.logit(Alone.features(measures[s][t]));
            }
        }
        return logits;
    }

    /** The probability of each pair to be right, by source and destination field. */
    public double[][] confidences(double[][] logits) {
        double[][][] features = Standing.features(logits);
        double[][] confidences = new double[logits.length][];
        for (int s = 0; s < logits.length; s++) {
            confidences[s] = new double[logits[s].length];
            for (int t = 0; t < logits[s].length; t++) {
                confidences[s][t] = Logistic.probability(standing.logit(features[s][t]));
            }
        }
        return confidences;
    }
}
