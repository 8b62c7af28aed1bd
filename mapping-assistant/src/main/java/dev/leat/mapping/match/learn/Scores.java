package dev.leat.mapping.match.learn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How good predictions are, by the metrics of schema matching benchmarks: the mean over the cases of a data set; the last three over all pairs of the set together.
 *
 * @param recallAtGold   of as many best pairs as the gold has, the share that is right; ties at the cut count as expected
 * @param mrr            over gold pairs, one by the rank of the target in its source's list
 * @param mrrOfFields    over source fields with gold, one by the rank of the first right target
 * @param first          share of source fields with gold whose first candidate is right
 * @param amongThree     whose first three candidates have a right one
 * @param amongFive      whose first five have
 * @param recallAtOne    over source fields with gold, the share of their targets that is the first candidate
 * @param recallAtFive   that is among the first five
 * @param precision      of the mapping's pairs
 * @param recall         of the gold's pairs
 */
public record Scores(int cases, int gold, double recallAtGold, double mrr, double mrrOfFields, double first, double amongThree, double amongFive, double recallAtOne, double recallAtFive,
                     double precision, double recall, double f1, double precisionOfAll, double recallOfAll, double f1OfAll) {

    /** By data set, in order of their names. */
    public static Map<String, Scores> bySet(List<Prediction> predictions) {
        Map<String, List<Prediction>> sets = new TreeMap<>();
        predictions.forEach(prediction -> sets.computeIfAbsent(prediction.of().set(), set -> new ArrayList<>()).add(prediction));
        Map<String, Scores> result = new LinkedHashMap<>();
        sets.forEach((set, all) -> of(all).ifPresent(scores -> result.put(set, scores)));
        return result;
    }

    /** Of one case with gold. */
    public static Scores of(Prediction prediction) {
        return of(List.of(prediction)).orElseThrow();
    }

    /** Cases without gold count only for the pairs of all together. */
    private static Optional<Scores> of(List<Prediction> all) {
        List<Prediction> some = all.stream().filter(prediction -> !prediction.gold().isEmpty()).toList();
        if (some.isEmpty()) {
            return Optional.empty();
        }
        ToDoubleFunction<ToDoubleFunction<Prediction>> mean = metric -> some.stream().mapToDouble(metric).sum() / some.size();
        Found together = all.stream().map(Scores::found).reduce(new Found(0, 0, 0), Found::and);
        return Optional.of(new Scores(some.size(), together.gold(), mean.applyAsDouble(one -> recallAtGold(one, one.gold())),
            mean.applyAsDouble(one -> one.gold().stream().mapToDouble(pair -> reciprocal(one, pair)).sum() / one.gold().size()),
            mean.applyAsDouble(one -> overFields(one, Scores::firstReciprocal)), mean.applyAsDouble(one -> overFields(one, among(1))),
            mean.applyAsDouble(one -> overFields(one, among(3))), mean.applyAsDouble(one -> overFields(one, among(5))),
            mean.applyAsDouble(one -> overFields(one, recallAt(1))), mean.applyAsDouble(one -> overFields(one, recallAt(5))),
            mean.applyAsDouble(one -> found(one).precision()), mean.applyAsDouble(one -> found(one).recall()), mean.applyAsDouble(one -> found(one).f1()),
            together.precision(), together.recall(), together.f1()));
    }

    /** Chosen pairs, those of the gold, and those that are both. */
    private record Found(int chosen, int gold, int right) {
        Found and(Found other) {
            return new Found(chosen + other.chosen, gold + other.gold, right + other.right);
        }

        double precision() {
            return chosen == 0 ? 0 : right / (double) chosen;
        }

        double recall() {
            return gold == 0 ? 0 : right / (double) gold;
        }

        double f1() {
            return right == 0 ? 0 : 2 * precision() * recall() / (precision() + recall());
        }
    }

    private static Found found(Prediction prediction) {
        Set<Lesson.Pair> chosen = prediction.chosen().stream().map(Prediction.Chosen::pair).collect(Collectors.toSet());
        return new Found(chosen.size(), prediction.gold().size(), (int) chosen.stream().filter(prediction.gold()::contains).count());
    }

    /** @param ranked the distinct targets of a source field, the best first @param right those of its gold */
    private interface OfField {
        double measure(List<String> ranked, Set<String> right);
    }

    private static double overFields(Prediction prediction, OfField metric) {
        Map<String, Set<String>> gold = new LinkedHashMap<>();
        prediction.gold().forEach(pair -> gold.computeIfAbsent(pair.source(), source -> new HashSet<>()).add(pair.target()));
        return gold.entrySet().stream().mapToDouble(field -> metric.measure(targets(prediction, field.getKey()), field.getValue())).sum() / gold.size();
    }

    private static double firstReciprocal(List<String> ranked, Set<String> right) {
        int place = 0;
        while (place < ranked.size() && !right.contains(ranked.get(place))) {
            place++;
        }
        return place == ranked.size() ? 0 : 1.0 / (place + 1);
    }

    private static OfField among(int depth) {
        return (ranked, right) -> ranked.stream().limit(depth).anyMatch(right::contains) ? 1 : 0;
    }

    private static OfField recallAt(int depth) {
        return (ranked, right) -> ranked.stream().limit(depth).filter(right::contains).count() / (double) right.size();
    }

    private static List<String> targets(Prediction prediction, String source) {
        return prediction.ranked().getOrDefault(source, List.of()).stream().map(Prediction.Ranked::target).distinct().toList();
    }

    private static double reciprocal(Prediction prediction, Lesson.Pair pair) {
        int place = targets(prediction, pair.source()).indexOf(pair.target());
        return place < 0 ? 0 : 1.0 / (place + 1);
    }

    private static double recallAtGold(Prediction prediction, Set<Lesson.Pair> gold) {
        record Scored(Lesson.Pair pair, double confidence) {}
        List<Scored> all = prediction.ranked().entrySet().stream()
            .flatMap(entry -> entry.getValue().stream().map(ranked -> new Scored(new Lesson.Pair(entry.getKey(), ranked.target()), ranked.confidence())))
            .sorted(Comparator.comparingDouble(scored -> -scored.confidence())).toList();
        if (all.isEmpty()) {
            return 0;
        }
        double cut = all.get(Math.min(gold.size(), all.size()) - 1).confidence();
        long above = all.stream().filter(scored -> scored.confidence() > cut).count();
        long tied = all.stream().filter(scored -> scored.confidence() == cut).count();
        double rightAbove = all.stream().filter(scored -> scored.confidence() > cut && gold.contains(scored.pair())).count();
        double rightTied = all.stream().filter(scored -> scored.confidence() == cut && gold.contains(scored.pair())).count();
        return (rightAbove + rightTied * Math.min(1, (gold.size() - above) / (double) tied)) / gold.size();
    }
}
