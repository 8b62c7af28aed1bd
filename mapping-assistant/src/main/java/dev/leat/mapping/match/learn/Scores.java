package dev.leat.mapping.match.learn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How good predictions are, by the metrics of schema matching benchmarks: the mean over the cases of a data set.
 *
 * @param recallAtGold of as many best pairs as the gold has, the share that is right; ties at the cut count as expected
 * @param mrr          over gold pairs, one by the rank of the target in its source's list
 * @param first        share of source fields with gold whose first candidate is right
 * @param precision    of the mapping's pairs
 * @param recall       of the gold's pairs
 */
public record Scores(int cases, int gold, double recallAtGold, double mrr, double first, double precision, double recall, double f1) {

    /** By data set, in order of their names. */
    public static Map<String, Scores> bySet(List<Prediction> predictions) {
        Map<String, List<Scores>> single = new TreeMap<>();
        predictions.stream().filter(prediction -> !prediction.gold().isEmpty())
            .forEach(prediction -> single.computeIfAbsent(prediction.of().set(), set -> new ArrayList<>()).add(of(prediction)));
        Map<String, Scores> result = new LinkedHashMap<>();
        single.forEach((set, scores) -> result.put(set, mean(scores)));
        return result;
    }

    public static Scores of(Prediction prediction) {
        Set<Lesson.Pair> gold = prediction.gold();
        double reciprocals = gold.stream().mapToDouble(pair -> reciprocal(prediction, pair)).sum();
        List<String> sources = gold.stream().map(Lesson.Pair::source).distinct().toList();
        long first = sources.stream().filter(source -> prediction.ranked().getOrDefault(source, List.of()).stream().limit(1)
            .anyMatch(ranked -> gold.contains(new Lesson.Pair(source, ranked.target())))).count();
        Set<Lesson.Pair> chosen = prediction.chosen().stream().map(Prediction.Chosen::pair).collect(Collectors.toSet());
        double right = chosen.stream().filter(gold::contains).count();
        double precision = chosen.isEmpty() ? 0 : right / chosen.size();
        double recall = right / gold.size();
        return new Scores(1, gold.size(), recallAtGold(prediction, gold), reciprocals / gold.size(), first / (double) sources.size(), precision, recall,
            right == 0 ? 0 : 2 * precision * recall / (precision + recall));
    }

    private static double reciprocal(Prediction prediction, Lesson.Pair pair) {
        List<String> targets = prediction.ranked().getOrDefault(pair.source(), List.of()).stream().map(Prediction.Ranked::target).distinct().toList();
        int place = targets.indexOf(pair.target());
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

    private static Scores mean(List<Scores> all) {
        int cases = all.size();
        double[] sums = new double[6];
        for (Scores each : all) {
            double[] values = {each.recallAtGold, each.mrr, each.first, each.precision, each.recall, each.f1};
            for (int i = 0; i < sums.length; i++) {
                sums[i] += values[i] / cases;
            }
        }
        return new Scores(cases, all.stream().mapToInt(Scores::gold).sum(), sums[0], sums[1], sums[2], sums[3], sums[4], sums[5]);
    }
}
