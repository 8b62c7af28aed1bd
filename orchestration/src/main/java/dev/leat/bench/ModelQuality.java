package dev.leat.bench;

import dev.leat.mapping.match.learn.Cases;
import dev.leat.mapping.match.learn.Lesson;
import dev.leat.mapping.match.learn.Prediction;
import dev.leat.mapping.propose.SecondOpinion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A prediction after a language model had its say: where its idea fills a field, its columns are the choice, and rank by its confidence. */
final class ModelQuality {
    private ModelQuality() {}

    static Prediction advised(Prediction offline, Map<String, SecondOpinion.Chosen> ideas) {
        List<Prediction.Chosen> chosen = new ArrayList<>(offline.chosen().stream().filter(pair -> !ideas.containsKey(pair.pair().target())).toList());
        Map<String, List<Prediction.Ranked>> ranked = new LinkedHashMap<>(offline.ranked());
        Cases.Case each = offline.of();
        ideas.forEach((target, idea) -> each.source().fields().stream().filter(field -> idea.columns().contains(field.name())).forEach(field -> {
            chosen.add(new Prediction.Chosen(new Lesson.Pair(field.name(), target), idea.confidence()));
            List<Prediction.Ranked> again = new ArrayList<>(ranked.getOrDefault(field.name(), List.of()).stream().filter(rank -> !rank.target().equals(target)).toList());
            again.add(new Prediction.Ranked(target, idea.confidence()));
            again.sort(Comparator.comparingDouble(rank -> -rank.confidence()));
            ranked.put(field.name(), again);
        }));
        return new Prediction(each, ranked, chosen);
    }
}
