package dev.leat.mapping.match;

import dev.leat.mapping.match.signal.Signals;
import dev.leat.mapping.schema.SampledEntity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds which source field belongs to which destination field. Deterministic, in the process, with no network; safe for use by several threads. Any
 * names and values are input: empty entities, fields without rows, repeated or empty names end in a result, if only an empty one.
 */
public final class Matcher {
    /** Alternatives kept for each destination field. */
    public static final int CANDIDATES = 20;
    /** Less likely pairs are not proposed. */
    private static final double PROPOSED = 0.35;

    private static final String NOTHING = "neither names nor values speak for it";

    private final Model model;

    public Matcher(Model model) {
        this.model = model;
    }

    /** With the weights that Leat ships. */
    public static Matcher shipped() {
        return new Matcher(Weights.shipped());
    }

    public Matching match(SampledEntity source, SampledEntity target) {
        return match(Comparison.of(source, target));
    }

    /** As {@link #match(SampledEntity, SampledEntity)}, where the measures are there already. */
    public Matching match(Comparison comparison) {
        Model.Logits logits = model.logits(comparison);
        double[][] confidences = model.confidences(logits);
        int[] chosen = chosen(confidences, comparison.target().fields().size());
        for (int t = 0; t < chosen.length; t++) {
            if (chosen[t] >= 0 && why(comparison, chosen[t], t).isEmpty()) {
                chosen[t] = -1;
            }
        }
        List<FieldMatch> fields = new ArrayList<>();
        for (int t = 0; t < chosen.length; t++) {
            fields.add(field(comparison, logits.all(), confidences, t, chosen[t]));
        }
        return new Matching(fields, confidences);
    }

    private FieldMatch field(Comparison comparison, double[][] logits, double[][] confidences, int t, int chosen) {
        List<Candidate> candidates = IntStream.range(0, logits.length).boxed()
            .sorted(Comparator.<Integer>comparingDouble(s -> -confidences[s][t]).thenComparingInt(s -> s)).limit(CANDIDATES)
            .map(s -> candidate(comparison, logits[s][t], confidences[s][t], s, t)).toList();
        Optional<Candidate> choice = candidates.stream().filter(candidate -> candidate.place() == chosen).findFirst();
        return new FieldMatch(t, comparison.target().fields().get(t).name(), candidates, choice);
    }

    private Candidate candidate(Comparison comparison, double logit, double confidence, int s, int t) {
        List<String> why = why(comparison, s, t);
        return new Candidate(s, comparison.source().fields().get(s).name(), Logistic.probability(logit), confidence, why.isEmpty() ? List.of(NOTHING) : why);
    }

    private List<String> why(Comparison comparison, int s, int t) {
        double[] measures = comparison.measures()[s][t];
        return IntStream.range(0, measures.length).filter(i -> !Double.isNaN(measures[i])).boxed()
            .sorted(Comparator.comparingDouble(i -> -measures[i] * model.alone().sum().weights()[i]))
            .flatMap(i -> Signals.ALL.get(i).why(comparison.columns().source().get(s), comparison.columns().target().get(t), measures[i]).stream())
            .limit(4).toList();
    }

    /** One source field for each destination field, -1 for none; a source field a second time only where that is more likely than not. */
    private static int[] chosen(double[][] confidences, int targets) {
        int[] chosen = new int[targets];
        Arrays.fill(chosen, -1);
        double[][] worth = new double[confidences.length][targets];
        for (int s = 0; s < confidences.length; s++) {
            for (int t = 0; t < targets; t++) {
                worth[s][t] = confidences[s][t] < PROPOSED ? 0 : confidences[s][t];
            }
        }
        int[] targetOf = Assignment.best(worth);
        for (int s = 0; s < targetOf.length; s++) {
            if (targetOf[s] >= 0) {
                chosen[targetOf[s]] = s;
            }
        }
        abstain(confidences, chosen);
        for (int t = 0; t < targets; t++) {
            for (int s = 0; s < confidences.length && chosen[t] < 0; s++) {
                if (confidences[s][t] > 0.5) {
                    chosen[t] = s;
                }
            }
        }
        return chosen;
    }

    /**
     * Leaves the least likely choices out, as far as the share of right ones and of found ones together is then expected to be higher: where most of the
     * fields are hard to match, a less likely choice is worth more than where most are easy.
     */
    private static void abstain(double[][] confidences, int[] chosen) {
        double expected = Arrays.stream(confidences).flatMapToDouble(Arrays::stream).sum();
        double[] sure = IntStream.range(0, chosen.length).filter(t -> chosen[t] >= 0).mapToDouble(t -> -confidences[chosen[t]][t]).sorted().toArray();
        double right = 0;
        double best = 0;
        double least = 0;
        for (int i = 0; i < sure.length; i++) {
            right -= sure[i];
            double together = 2 * right / (i + 1 + expected);
            if (together > best) {
                best = together;
                least = -sure[i];
            }
        }
        for (int t = 0; t < chosen.length; t++) {
            if (chosen[t] >= 0 && confidences[chosen[t]][t] < least) {
                chosen[t] = -1;
            }
        }
    }
}
