package dev.leat.mapping.match;

/**
 * Learned weights: from measures to log-odds of a pair by itself, and from how the pair stands in the two tables to the probability that it is right.
 */
public record Model(Judge alone, Judge standing) {
    /** Log-odds of each pair by itself, by source and destination field. @param names what names and descriptions contribute */
    public record Logits(double[][] all, double[][] names, Numerals numerals, Groups groups) {}

    public Logits logits(Comparison comparison) {
        double[][][] measures = comparison.measures();
        double[][] all = new double[measures.length][];
        double[][] names = new double[measures.length][];
        for (int s = 0; s < measures.length; s++) {
            all[s] = new double[measures[s].length];
            names[s] = new double[measures[s].length];
            for (int t = 0; t < measures[s].length; t++) {
                double[] features = Alone.features(measures[s][t]);
                all[s][t] = alone.logit(features);
                names[s][t] = Alone.ofNames(alone.sum(), features);
            }
        }
        return new Logits(all, names, Numerals.of(measures), Groups.of(comparison.source(), comparison.target()));
    }

    /** The probability of each pair to be right, by source and destination field. */
    public double[][] confidences(Logits logits) {
        double[][][] features = Standing.features(logits);
        double[][] confidences = new double[features.length][];
        for (int s = 0; s < features.length; s++) {
            confidences[s] = new double[features[s].length];
            for (int t = 0; t < features[s].length; t++) {
                confidences[s][t] = Logistic.probability(standing.logit(features[s][t]));
            }
        }
        return confidences;
    }
}
