package dev.leat.mapping.propose;

import dev.leat.model.Problems;
import dev.leat.transform.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a language model's word is worth in this proposal. Its idea fills a field only if all of this holds:
 * <ul>
 * <li>it named the matcher's columns for nearly all of the fields that are sure without it: (agreed + 1) / (known + 2) is at least 0.7, so for two of two, four of five;
 * <li>without it the field is open, or its confidence is under 0.5 and under the idea's;
 * <li>the matcher holds each column that the idea uses for possible, at 0.15 at least, and for half as likely as the likeliest for this field: no word of a model, or of a
 *     comment that it obeys, is enough by itself;
 * <li>on the sample rows the idea does at least as well: as many rows taken, no more values lost, keys as unique; for an open field 95 % of the rows taken and at most 5 %
 *     of the values lost.
 * </ul>
 * The idea's confidence is the matcher's for its column, or half of the share above where that is more: fields that are sure are easier than those that are not. What the
 * model says of its own confidence counts for nothing.
 */
final class Credit {
    private static final double EARNED = 0.7;
    private static final double UNSURE = 0.5;
    private static final double POSSIBLE = 0.15;
    private static final double TAKEN = 0.95;
    /** As an alternative it comes after the choice. */
    private static final double BEHIND = 0.9;

    private final int known;
    private final int agreed;

    Credit(int known, int agreed) {
        this.known = known;
        this.agreed = agreed;
    }

    int known() {
        return known;
    }

    int agreed() {
        return agreed;
    }

    private double share() {
        return (agreed + 1.0) / (known + 2.0);
    }

    /** @param choice the idea with its confidence */
    record Verdict(ProposedField.Choice choice, boolean wins) {
        /** The field with the idea in its place. An idea that is there already is not there twice. */
        ProposedField field(String target, Optional<ProposedField> before) {
            List<ProposedField.Choice> others = new ArrayList<>();
            before.ifPresent(field -> {
                others.add(field.choice());
                others.addAll(field.alternatives());
            });
            if (wins) {
                others.removeIf(other -> other.expression().equals(choice.expression()));
                return new ProposedField(target, choice, others);
            }
            if (others.stream().anyMatch(other -> other.expression().equals(choice.expression()))) {
                return before.orElseThrow();
            }
            int place = 1;
            while (place < others.size() && others.get(place).confidence() >= choice.confidence()) {
                place++;
            }
            others.add(place, choice);
            return new ProposedField(target, others.get(0), others.subList(1, others.size()));
        }
    }

    /**
     * @param candidates of the matcher, for this field
     * @param before     what is proposed without the model
     */
    Verdict verdict(Examination.Passed idea, List<Origin> candidates, Optional<ProposedField> before) {
        double most = idea.columns().stream().mapToDouble(column -> likelihood(column, candidates)).max().orElse(0);
        double least = idea.columns().stream().mapToDouble(column -> likelihood(column, candidates)).min().orElse(0);
        double likeliest = candidates.stream().mapToDouble(Origin::confidence).max().orElse(0);
        boolean heard = share() >= EARNED && least >= Math.max(POSSIBLE, likeliest / 2);
        double confidence = Math.max(most, heard ? share() / 2 : 0) * idea.evidence().satisfied();
        boolean same = before.filter(field -> field.choice().expression().equals(idea.expression())).isPresent();
        boolean wins = heard && !same && before.map(field -> field.choice().confidence() < UNSURE && field.choice().confidence() < confidence && asGood(idea.evidence(), field.choice().evidence()))
            .orElseGet(() -> good(idea.evidence()));
        double shown = wins ? confidence : before.map(field -> Math.min(confidence, BEHIND * field.choice().confidence())).orElse(confidence);
        String reason = idea.said().answer().reason();
        String why = "from: model" + (reason.isEmpty() ? "" : ", which says: " + reason) + "; on fields that are sure it agreed " + agreed + " of " + known + " times";
        return new Verdict(new ProposedField.Choice(idea.expression(), Math.round(100 * shown) / 100.0, why, idea.evidence(), Optional.of("model")), wins);
    }

    private static double likelihood(String column, List<Origin> candidates) {
        return candidates.stream().filter(origin -> Examination.root(origin.field()).equals(column)).mapToDouble(Origin::confidence).max().orElse(0);
    }

    private static boolean asGood(Evidence idea, Evidence before) {
        return idea.rows() > 0 && idea.satisfied() >= before.satisfied() && idea.lost() <= before.lost() && idea.unique().orElse(1.0) >= before.unique().orElse(1.0);
    }

    private static boolean good(Evidence idea) {
        return idea.rows() > 0 && idea.satisfied() >= TAKEN && idea.lost() <= (1 - TAKEN) * idea.rows() && idea.unique().orElse(1.0) >= TAKEN;
    }

    /** That an expression of Leat's own uses. */
    static Set<String> columns(ProposedField.Choice choice) {
        return Expression.parse(choice.expression(), "proposal", new Problems()).<Set<String>>map(Expression::columns).orElse(Set.of());
    }
}
