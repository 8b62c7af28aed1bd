package dev.leat.mapping.match.learn;

import dev.leat.mapping.match.Alone;
import dev.leat.mapping.match.Judge;
import dev.leat.mapping.match.Logistic;
import dev.leat.mapping.match.Model;
import dev.leat.mapping.match.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Learns weights from lessons. The more lessons a data set has, the less each counts; within a lesson all pairs count alike. Deterministic. */
public final class Training {
    private static final double PENALTY = 0.002;
    private static final Judge NOTHING = new Judge(new Logistic(0, new double[Standing.SIZE]), List.of());
    private static final int TREES = 40;
    private static final int TREES_ALONE = 30;

    private Training() {}

    /** The second step learns from what the first says about sets that it has not seen, because on known ones it is too sure. */
    public static Model learn(List<Lesson> lessons) {
        Map<String, Double> weights = weights(lessons);
        List<Fit.Example> standing = new ArrayList<>();
        List<String> sets = lessons.stream().map(Lesson::set).distinct().toList();
        for (String set : sets) {
            List<Lesson> others = lessons.stream().filter(lesson -> sets.size() == 1 || !lesson.set().equals(set)).toList();
            Model first = new Model(alone(others, weights), NOTHING);
            lessons.stream().filter(lesson -> lesson.set().equals(set))
                .forEach(lesson -> add(standing, lesson, Standing.features(first.logits(lesson.comparison())), weights.get(set)));
        }
        return new Model(alone(lessons, weights), Boosting.judge(standing, Fit.logistic(standing, feature -> true, PENALTY), feature -> true, TREES));
    }

    private static Judge alone(List<Lesson> lessons, Map<String, Double> weights) {
        List<Fit.Example> examples = new ArrayList<>();
        for (Lesson lesson : lessons) {
            double[][][] measures = lesson.comparison().measures();
            double[][][] features = new double[measures.length][][];
            for (int s = 0; s < measures.length; s++) {
                features[s] = new double[measures[s].length][];
                for (int t = 0; t < measures[s].length; t++) {
                    features[s][t] = Alone.features(measures[s][t]);
                }
            }
            add(examples, lesson, features, weights.get(lesson.set()));
        }
        Logistic sum = Fit.logistic(examples, Alone::rises, PENALTY);
        return Boosting.judge(examples, sum, Alone::isMeasure, TREES_ALONE);
    }

    private static void add(List<Fit.Example> examples, Lesson lesson, double[][][] features, double weight) {
        boolean[][] truth = lesson.truth();
        for (int s = 0; s < truth.length; s++) {
            for (int t = 0; t < truth[s].length; t++) {
                examples.add(new Fit.Example(features[s][t], truth[s][t], weight / Math.max(lesson.gold().size(), Math.min(truth.length, truth[s].length))));
            }
        }
    }

    /** Of a lesson: a set with four times as many lessons weighs twice as much. */
    private static Map<String, Double> weights(List<Lesson> lessons) {
        return lessons.stream().collect(Collectors.groupingBy(Lesson::set, LinkedHashMap::new, Collectors.collectingAndThen(Collectors.counting(), count -> 1 / Math.sqrt(count))));
    }
}
