package dev.leat.mapping.match;

/** Whether fields come in the same order on both sides, as the pairs that fit best tell. */
final class Order {
    private static final Order NONE = new Order(new int[0], new int[0], new double[0], 0);

    private final int[] sources;
    private final int[] targets;
    private final double[] weights;
    private final double kept;

    private Order(int[] sources, int[] targets, double[] weights, double kept) {
        this.sources = sources;
        this.targets = targets;
        this.weights = weights;
        this.kept = kept;
    }

    /** @param assigned the destination field of each source field, -1 for none */
    static Order of(double[][] logits, int[] assigned) {
        int[] sources = java.util.stream.IntStream.range(0, assigned.length).filter(s -> assigned[s] >= 0).toArray();
        if (sources.length < 3) {
            return NONE;
        }
        int[] targets = java.util.Arrays.stream(sources).map(s -> assigned[s]).toArray();
        double[] weights = java.util.Arrays.stream(sources).mapToDouble(s -> Logistic.probability(logits[s][assigned[s]])).toArray();
        Order order = new Order(sources, targets, weights, 0);
        double sum = 0;
        double all = 0;
        for (int i = 0; i < sources.length; i++) {
            sum += weights[i] * order.agrees(sources[i], targets[i]);
            all += weights[i];
        }
        return new Order(sources, targets, weights, sum / (all + 0.5));
    }

    /** Of the whole tables: 1 for the same order, 0 for none. */
    double kept() {
        return kept;
    }

    /** How far the other pairs, near ones above all, are on the same side of both fields: 1 for all, -1 for none. */
    double agrees(int source, int target) {
        double sum = 0;
        double all = 0.1;
        for (int i = 0; i < sources.length; i++) {
            if (sources[i] != source && targets[i] != target) {
                double weight = weights[i] / Math.abs(sources[i] - source);
                sum += weight * Integer.signum(sources[i] - source) * Integer.signum(targets[i] - target);
                all += weight;
            }
        }
        return sum / all;
    }

    /** Whether the fields beside are pairs. */
    double beside(int source, int target) {
        double sum = 0;
        for (int i = 0; i < sources.length; i++) {
            int distance = sources[i] - source;
            sum += Math.abs(distance) == 1 && targets[i] - target == distance ? weights[i] / 2 : 0;
        }
        return sum;
    }
}
