package dev.leat.mapping.match;

import java.util.List;

/** From features to log-odds: a weighted sum, and small trees that correct it where features act together. */
public record Judge(Logistic sum, List<Tree> trees) {
    public Judge {
        trees = List.copyOf(trees);
    }

    public double logit(double[] features) {
        double logit = sum.logit(features);
        for (Tree tree : trees) {
            logit += tree.of(features);
        }
        return logit;
    }
}
