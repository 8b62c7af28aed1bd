package dev.leat.mapping.match.signal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Things that a column has, each with a weight: more for what few columns of both tables have.
 *
 * @param ids     sorted
 * @param weights beside the ids
 */
record Bag(int[] ids, double[] weights, double sum, double norm) {
    static final Bag EMPTY = new Bag(new int[0], new double[0], 0, 0);

    /** What two bags have in common: the sum of the weights, by the smaller bag's sum, and the cosine. */
    record Shared(double weight, double part, double cosine) {}

    /** Bags for all columns of both tables. */
    static List<Bag> of(List<Set<String>> columns) {
        Map<String, Integer> ids = new HashMap<>();
        Map<Integer, Integer> holders = new HashMap<>();
        for (Set<String> column : columns) {
            for (String thing : column) {
                holders.merge(ids.computeIfAbsent(thing, key -> ids.size()), 1, Integer::sum);
            }
        }
        return columns.stream().map(column -> {
            int[] held = column.stream().mapToInt(ids::get).sorted().toArray();
            double[] weights = Arrays.stream(held).mapToDouble(id -> Math.log(1 + columns.size() / (double) holders.get(id))).toArray();
            return new Bag(held, weights, Arrays.stream(weights).sum(), Math.sqrt(Arrays.stream(weights).map(weight -> weight * weight).sum()));
        }).toList();
    }

    Shared with(Bag other) {
        int i = 0;
        int j = 0;
        double both = 0;
        double product = 0;
        while (i < ids.length && j < other.ids.length) {
            if (ids[i] == other.ids[j]) {
                both += weights[i];
                product += weights[i] * weights[i];
                i++;
                j++;
            } else if (ids[i] < other.ids[j]) {
                i++;
            } else {
                j++;
            }
        }
        double smaller = Math.min(sum, other.sum);
        return new Shared(both, smaller == 0 ? 0 : both / smaller, norm * other.norm == 0 ? 0 : product / (norm * other.norm));
    }
}
