package dev.leat.mapping.match;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Features of a pair among all pairs of the two tables: how it stands against the other choices of both its fields. */
public final class Standing {
    private static final List<String> NAMES = List.of("logit", "ahead of the source field's others", "ahead of the destination field's others", "share of the source field",
        "share of the destination field", "assigned", "first for both", "ahead of both", "above the usual pair", "names", "ahead by names", "groups fit",
        "values", "ahead by values", "usual names", "usual values", "in order", "beside a pair", "order kept", "numerals", "usual numerals");
    public static final int SIZE = NAMES.size();
    private static final double FAR = 6;

    private Standing() {}

    public static String name(int feature) {
        return NAMES.get(feature);
    }

    /** By source and destination field. */
    public static double[][][] features(Model.Logits of) {
        double[][] logits = of.all();
        double[][] names = of.names();
        double[][] fit = of.groups().fit(logits);
        int sources = logits.length;
        int targets = sources == 0 ? 0 : logits[0].length;
        double[][] worth = new double[sources][targets];
        for (int s = 0; s < sources; s++) {
            for (int t = 0; t < targets; t++) {
                worth[s][t] = Math.log1p(Math.exp(Math.min(30, logits[s][t] + 4)));
            }
        }
        int[] assigned = Assignment.best(worth);
        double usual = usual(logits, assigned);
        double[][] values = difference(logits, names);
        double usualNames = usual(names, assigned);
        double usualValues = usual(values, assigned);
        Line[] valueRows = Line.all(values);
        Line[] valueColumns = Line.all(Assignment.turned(values));
        double usualNumerals = of.numerals().usual(assigned);
        Order order = Order.of(logits, assigned);
        Line[] rows = Line.all(logits);
        Line[] columns = Line.all(Assignment.turned(logits));
        Line[] nameRows = Line.all(names);
        Line[] nameColumns = Line.all(Assignment.turned(names));
        double[][][] features = new double[sources][targets][];
        for (int s = 0; s < sources; s++) {
            for (int t = 0; t < targets; t++) {
                double logit = logits[s][t];
                double inRow = rows[s].ahead(logit);
                double inColumn = columns[t].ahead(logit);
                features[s][t] = new double[] {clip(logit), clip(inRow), clip(inColumn), Math.exp(logit - rows[s].total), Math.exp(logit - columns[t].total),
                    assigned[s] == t ? 1 : 0, inRow >= 0 && inColumn >= 0 ? 1 : 0, clip(Math.min(inRow, inColumn)), clip(logit - usual), clip(names[s][t]),
                    clip(Math.min(nameRows[s].ahead(names[s][t]), nameColumns[t].ahead(names[s][t]))),
                    clip(fit[of.groups().source()[s]][of.groups().target()[t]]), clip(values[s][t]),
                    clip(Math.min(valueRows[s].ahead(values[s][t]), valueColumns[t].ahead(values[s][t]))), clip(usualNames), clip(usualValues),
                    order.agrees(s, t), order.beside(s, t), order.kept(), of.numerals().of(s, t), usualNumerals};
            }
        }
        return features;
    }

    private static double[][] difference(double[][] all, double[][] part) {
        double[][] rest = new double[all.length][];
        for (int s = 0; s < all.length; s++) {
            rest[s] = new double[all[s].length];
            for (int t = 0; t < rest[s].length; t++) {
                rest[s][t] = all[s][t] - part[s][t];
            }
        }
        return rest;
    }

    /** The middle one of the assigned pairs' log-odds: how much there is to go by in these two tables. */
    private static double usual(double[][] logits, int[] assigned) {
        double[] taken = IntStream.range(0, assigned.length).filter(s -> assigned[s] >= 0).mapToDouble(s -> logits[s][assigned[s]]).sorted().toArray();
        return taken.length == 0 ? 0 : taken[taken.length / 2];
    }

    private static double clip(double value) {
        return Math.max(-FAR, Math.min(FAR, value));
    }

    /** The choices of one field: the two best and the logarithm of the sum of all odds, with one for no match. */
    private record Line(double first, double second, double total) {
        static Line[] all(double[][] lines) {
            return Arrays.stream(lines).map(Line::of).toArray(Line[]::new);
        }

        static Line of(double[] logits) {
            double first = -FAR;
            double second = -FAR;
            for (double logit : logits) {
                if (logit > first) {
                    second = first;
                    first = logit;
                } else if (logit > second) {
                    second = logit;
                }
            }
            double odds = Math.exp(-2);
            for (double logit : logits) {
                odds += Math.exp(logit);
            }
            return new Line(first, second, Math.log(odds));
        }

        double ahead(double logit) {
            return logit - (logit >= first ? second : first);
        }
    }
}
