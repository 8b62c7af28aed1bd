package dev.leat.mapping.pair;

import dev.leat.mapping.match.Assignment;
import dev.leat.mapping.match.Candidate;
import dev.leat.mapping.match.FieldMatch;
import dev.leat.mapping.match.Matcher;
import dev.leat.mapping.match.signal.Gists;
import dev.leat.model.EntityName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Scores source entities for each destination entity: all by names, then the best few by the fields that the matcher finds, on rows. */
final class Ranking {
    /** Source entities for each destination entity whose rows are read. */
    private static final int LOOKED_AT = 4;
    /** Of the best by names; what is further behind is not looked at. */
    private static final double BEHIND = 0.45;
    private static final double OF_NAMES = 0.3;
    private static final int TOLD = 3;
    /** A score of which about half are right, how fast that changes around it, and how much a lead over the others counts. */
    private static final double EVEN = 0.35;
    private static final double STEEP = 10;
    private static final double APART = 15;
    private static final double SHOWN = 0.05;
    /** Below this confidence nothing is proposed. */
    private static final double LEAST = 0.3;

    private final Side source;
    private final Side target;
    private final List<EntityName> wanted;
    private final Matcher matcher;
    private final Gists gists;
    private final Scored[][] scored;

    /** @param wanted entities of the target side */
    Ranking(Side source, Side target, List<EntityName> wanted, Matcher matcher) {
        this.source = source;
        this.target = target;
        this.wanted = wanted;
        this.matcher = matcher;
        this.gists = Gists.of(source.entities().stream().map(source::schema).toList(), wanted.stream().map(target::schema).toList());
        this.scored = new Scored[source.entities().size()][wanted.size()];
    }

    /** A pair that was looked at. */
    private record Scored(double score, int matched, int of, String why) {}

    /** What was found for one entity: the likeliest first, the choice is the first or empty. */
    record Ranked(EntityName target, Optional<Pairing.Choice> choice, List<Pairing.Choice> alternatives) {}

    List<Ranked> of(int rows) {
        for (int t = 0; t < wanted.size(); t++) {
            for (int s : shortlist(t)) {
                scored[s][t] = scored(s, t, rows);
            }
        }
        double[][] worth = new double[scored.length][wanted.size()];
        for (int s = 0; s < scored.length; s++) {
            for (int t = 0; t < wanted.size(); t++) {
                worth[s][t] = scored[s][t] == null ? 0 : confidence(s, t);
            }
        }
        int[] taken = Assignment.best(worth);
        return IntStream.range(0, wanted.size()).mapToObj(t -> ranked(t, worth, taken)).toList();
    }

    private List<Integer> shortlist(int t) {
        double[] likeness = IntStream.range(0, scored.length).mapToDouble(s -> OF_NAMES * gists.names(s, t) + (1 - OF_NAMES) * gists.fields(s, t)).toArray();
        double best = IntStream.range(0, likeness.length).mapToDouble(s -> likeness[s]).max().orElse(0);
        return IntStream.range(0, likeness.length).boxed().filter(s -> likeness[s] > 0 && likeness[s] >= BEHIND * best)
            .sorted(Comparator.<Integer>comparingDouble(s -> -likeness[s]).thenComparingInt(s -> s)).limit(LOOKED_AT).toList();
    }

    private Scored scored(int s, int t, int rows) {
        List<FieldMatch> fields = matcher.match(source.sampled(source.entities().get(s), rows), target.sampled(wanted.get(t), rows)).fields();
        double[] telling = gists.telling(t);
        double found = 0;
        for (FieldMatch field : fields) {
            // a live sample can show nested fields that the schema alone does not
            double weight = fields.size() == telling.length ? telling[field.place()] : 1.0 / fields.size();
            found += weight * field.chosen().map(Candidate::confidence).orElse(0.0);
        }
        double names = gists.names(s, t);
        List<FieldMatch> matched = fields.stream().filter(field -> field.chosen().isPresent()).toList();
        return new Scored(OF_NAMES * names + (1 - OF_NAMES) * found, matched.size(), fields.size(), why(names, matched));
    }

    private static String why(double names, List<FieldMatch> matched) {
        String fields = matched.stream().sorted(Comparator.comparingDouble((FieldMatch field) -> -field.chosen().get().confidence())).limit(TOLD)
            .map(field -> field.target().equals(field.chosen().get().source()) ? field.target() : field.target() + " from " + field.chosen().get().source()).collect(Collectors.joining(", "));
        String named = names > 0.9 ? "the same name" : names > 0.4 ? "names alike" : "";
        return named + (named.isEmpty() || fields.isEmpty() ? "" : "; ") + fields + (matched.size() > TOLD ? String.format(Locale.ROOT, " and %d more", matched.size() - TOLD) : "");
    }

    /** How likely the score is by itself, shared with the other choices: of two that are equally alike neither is sure. */
    private double confidence(int s, int t) {
        double score = scored[s][t].score();
        double all = 0;
        for (Scored[] other : scored) {
            all += other[t] == null ? 0 : Math.exp(APART * (other[t].score() - score));
        }
        double likely = 1 / (1 + Math.exp(-STEEP * (score - EVEN)));
        return Math.round(100 * likely / all) / 100.0;
    }

    private Ranked ranked(int t, double[][] worth, int[] taken) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, worth.length).boxed().filter(s -> worth[s][t] >= SHOWN)
            .sorted(Comparator.<Integer>comparingDouble(s -> -worth[s][t]).thenComparingInt(s -> s)).toList());
        // one source entity for two destination entities only where nothing else is likely
        Optional<Integer> own = order.stream().filter(s -> taken[s] == t && worth[s][t] >= LEAST).findFirst();
        Optional<Integer> chosen = own.or(() -> order.stream().filter(s -> worth[s][t] > 0.5).findFirst());
        chosen.ifPresent(order::remove);
        return new Ranked(wanted.get(t), chosen.map(s -> choice(s, t, worth)), order.stream().map(s -> choice(s, t, worth)).toList());
    }

    private Pairing.Choice choice(int s, int t, double[][] worth) {
        Scored pair = scored[s][t];
        return new Pairing.Choice(source.entities().get(s), worth[s][t], pair.matched(), pair.of(), pair.why());
    }
}
