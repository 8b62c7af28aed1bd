package dev.leat.mapping.match.learn;

import dev.leat.mapping.match.FieldMatch;
import dev.leat.mapping.match.Matching;
import dev.leat.mapping.schema.SampledField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What was answered for a case, in the words of its gold.
 *
 * @param ranked by source name, the destination names, most confident first
 * @param chosen the mapping
 */
public record Prediction(Cases.Case of, Map<String, List<Ranked>> ranked, List<Chosen> chosen) {
    private static final int DEPTH = 20;

    public record Ranked(String target, double confidence) {}

    public record Chosen(Lesson.Pair pair, double confidence) {}

    public static Prediction of(Cases.Case each, Matching matching) {
        List<String> targets = each.target().fields().stream().map(SampledField::name).toList();
        Map<String, List<Ranked>> ranked = new LinkedHashMap<>();
        for (int s = 0; s < each.source().fields().size(); s++) {
            double[] confidences = matching.confidences()[s];
            ranked.put(each.source().fields().get(s).name(), IntStream.range(0, targets.size()).boxed()
                .sorted(Comparator.<Integer>comparingDouble(t -> -confidences[t]).thenComparingInt(t -> t)).limit(DEPTH)
                .map(t -> new Ranked(targets.get(t), confidences[t])).toList());
        }
        List<Chosen> chosen = new ArrayList<>();
        for (FieldMatch field : matching.fields()) {
            field.chosen().ifPresent(candidate -> chosen.add(new Chosen(new Lesson.Pair(candidate.source(), field.target()), candidate.confidence())));
        }
        return new Prediction(each, ranked, chosen);
    }


    Set<Lesson.Pair> gold() {
        return new LinkedHashSet<>(of.gold());
    }
}
