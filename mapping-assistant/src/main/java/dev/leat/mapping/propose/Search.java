package dev.leat.mapping.propose;

import dev.leat.transform.Attempt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way to the expressions of one target field: plain columns first, then what rules make of the best of them, a few times. It asks for ideas to be
 * tried in waves, so that many searches can be tried together.
 */
final class Search {
    private static final int WAVES = 4;
    private static final int PLAIN = 4;
    private static final int BEAM = 4;
    private static final int IDEAS = 32;
    /** What a step costs; small, so that it decides between equals only. */
    private static final double STEP = 0.02;
    private static final double RANK = 0.4;

    private final Goal goal;
    private final Scene scene;
    private final List<Origin> origins;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    /** By expression: they are asked for again and again. */
    private final Map<String, Double> fits = new HashMap<>();
    private List<Draft> fresh = new ArrayList<>();
    private int waves;

    Search(Goal goal, Scene scene, List<Origin> origins) {
        this.goal = goal;
        this.scene = scene;
        this.origins = List.copyOf(origins);
    }

    Goal goal() {
        return goal;
    }

    /** What to try now; empty when the search is over. */
    List<Idea> wave() {
        if (waves++ == 0) {
            return scene.ranked().stream().limit(PLAIN).map(Idea::of).toList();
        }
        if (waves > WAVES) {
            return List.of();
        }
        Map<String, Idea> ideas = new LinkedHashMap<>();
        fresh.stream().sorted(Comparator.comparingDouble(draft -> -score(draft))).limit(BEAM)
            .filter(draft -> waves == 2 || fit(draft) < 0.999 || waves == 3 && goal.isTimeAsSaid())
            .flatMap(draft -> Rule.ALL.stream().flatMap(rule -> rule.ideas(draft, goal, scene)))
            .filter(idea -> !drafts.containsKey(idea.sql()))
            .forEach(idea -> ideas.merge(idea.sql(), idea, (a, b) -> a.hint() >= b.hint() ? a : b));
        fresh = new ArrayList<>();
        return ideas.values().stream().limit(IDEAS).toList();
    }

    void tried(Idea idea, Attempt raw, Optional<Attempt> stored) {
        Optional<Unit> unit = idea.unit().or(() -> Measures.said(Optional.empty(), idea.source().field(), idea.source().description()));
        Draft draft = new Draft(idea, raw, stored, unit);
        drafts.put(idea.sql(), draft);
        fits.put(idea.sql(), Fit.of(draft, goal));
        fresh.add(draft);
    }

    /** Those that reach the goal, the best first. */
    List<Draft> found(double least) {
        return drafts.values().stream().filter(draft -> fit(draft) >= least)
            .sorted(Comparator.<Draft>comparingDouble(draft -> -score(draft)).thenComparingInt(draft -> draft.sql().length()).thenComparing(Draft::sql)).toList();
    }

    double fit(Draft draft) {
        return fits.get(draft.sql());
    }

    private double score(Draft draft) {
        double best = origins.isEmpty() ? 0 : origins.get(0).confidence();
        return fit(draft) + draft.idea().hint() - STEP * draft.idea().steps() - RANK * (best - confidence(draft));
    }

    /** Of the field that the expression began with. */
    double confidence(Draft draft) {
        return origins.stream().filter(origin -> origin.field().equals(draft.idea().source().field())).mapToDouble(Origin::confidence).findFirst().orElse(0);
    }

    String why(Draft draft) {
        return origins.stream().filter(origin -> origin.field().equals(draft.idea().source().field())).map(Origin::why).findFirst().orElse("");
    }
}
