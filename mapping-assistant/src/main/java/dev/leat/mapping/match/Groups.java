package dev.leat.mapping.match;

import dev.leat.mapping.schema.SampledEntity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fields that belong together: those of one table where an entity holds several ({@code table.column}), or of one nested object. If most fields
 * of two groups match, the others rather match as well.
 *
 * @param source the number of each source field's group
 * @param target the number of each destination field's group
 */
public record Groups(int[] source, int[] target) {
    public static Groups of(SampledEntity source, SampledEntity target) {
        return new Groups(numbers(source), numbers(target));
    }

    private static int[] numbers(SampledEntity entity) {
        List<String> seen = new ArrayList<>();
        return entity.fields().stream().mapToInt(field -> {
            String group = field.name().substring(0, Math.max(0, field.name().lastIndexOf('.')));
            if (!seen.contains(group)) {
                seen.add(group);
            }
            return seen.indexOf(group);
        }).toArray();
    }

    /**
     * How well each pair of groups fits, as the logarithm of its part of what the better of both groups' best partners has: 0 for the best
     * partners, and for all where there is one group on both sides.
     */
    double[][] fit(double[][] logits) {
        int sources = Arrays.stream(source).max().orElse(-1) + 1;
        int targets = Arrays.stream(target).max().orElse(-1) + 1;
        double[][] fit = new double[sources][targets];
        int[][] members = new int[sources][targets];
        add(fit, members, logits, source, target, false);
        add(fit, members, Assignment.turned(logits), target, source, true);
        double[] bestOfSource = new double[sources];
        double[] bestOfTarget = new double[targets];
        for (int p = 0; p < sources; p++) {
            for (int q = 0; q < targets; q++) {
                fit[p][q] /= members[p][q];
                bestOfSource[p] = Math.max(bestOfSource[p], fit[p][q]);
                bestOfTarget[q] = Math.max(bestOfTarget[q], fit[p][q]);
            }
        }
        for (int p = 0; p < sources; p++) {
            for (int q = 0; q < targets; q++) {
                fit[p][q] = Math.log((fit[p][q] + 1e-3) / (Math.max(bestOfSource[p], bestOfTarget[q]) + 1e-3));
            }
        }
        return fit;
    }

    /** For each field the probability of its best partner in each group of the other side. */
    private static void add(double[][] fit, int[][] members, double[][] logits, int[] ownGroups, int[] otherGroups, boolean turned) {
        int others = Arrays.stream(otherGroups).max().orElse(-1) + 1;
        for (int own = 0; own < logits.length; own++) {
            double[] best = new double[others];
            for (int other = 0; other < otherGroups.length; other++) {
                best[otherGroups[other]] = Math.max(best[otherGroups[other]], Logistic.probability(logits[own][other]));
            }
            for (int group = 0; group < others; group++) {
                int p = turned ? group : ownGroups[own];
                int q = turned ? ownGroups[own] : group;
                fit[p][q] += best[group];
                members[p][q]++;
            }
        }
    }
}
