package dev.leat.mapping.propose;

import dev.leat.model.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Of the expressions for each field those that stand the trial on all rows. */
final class Selection {
    /** Of the rows must be taken by the destination, or the expression is no proposal. */
    private static final double TAKEN = 0.5;

    private final Witness witness;
    private final Map<TargetField, List<Suggestion>> suggestions = new LinkedHashMap<>();
    private int dropped;

    Selection(Witness witness) {
        this.witness = witness;
    }

    /** The best first. */
    void add(TargetField target, List<Suggestion> best) {
        suggestions.put(target, best);
    }

    /** Fields without any expression are left out. */
    List<ProposedField> fields() {
        List<Witness.Claim> claims = suggestions.entrySet().stream()
            .flatMap(entry -> entry.getValue().stream().map(suggestion -> new Witness.Claim(suggestion.expression(), entry.getKey()))).toList();
        List<Optional<Evidence>> evidence = witness.of(claims, new Problems());
        List<ProposedField> fields = new ArrayList<>();
        int place = 0;
        for (Map.Entry<TargetField, List<Suggestion>> entry : suggestions.entrySet()) {
            List<ProposedField.Choice> choices = new ArrayList<>();
            for (Suggestion suggestion : entry.getValue()) {
                Optional<Evidence> shown = evidence.get(place++);
                dropped += shown.isEmpty() ? 1 : 0;
                shown.filter(taken -> taken.satisfied() >= TAKEN && choices.stream().noneMatch(choice -> choice.expression().equals(suggestion.expression())))
                    .ifPresent(taken -> choices.add(new ProposedField.Choice(suggestion.expression(), suggestion.confidence(), suggestion.why(), taken)));
            }
            if (!choices.isEmpty()) {
                fields.add(new ProposedField(entry.getKey().name(), choices.get(0), choices.subList(1, choices.size())));
            }
        }
        return fields;
    }

    int dropped() {
        return dropped;
    }
}
