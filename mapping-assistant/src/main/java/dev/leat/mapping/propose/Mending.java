package dev.leat.mapping.propose;

import dev.leat.mapping.match.Matcher;
import dev.leat.mapping.schema.SampledEntity;
import dev.leat.model.FieldMapping;
import dev.leat.model.Mapping;
import dev.leat.plan.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Proposes for stale fields only. What a person has approved comes first where it still fits the rows, with new names for columns that have been renamed; else what would be
 * proposed without it.
 */
final class Mending {
    /** Of the rows that another expression satisfies more than the approved one. */
    private static final double BETTER = 0.05;
    private static final double AS_APPROVED = 0.9;

    private final Matcher matcher;
    private final SampledEntity source;
    private final TargetEntity target;
    private final Standing standing;
    private final Map<String, FieldMapping> mapped;
    private final Map<String, TargetField> known;

    Mending(Matcher matcher, SampledEntity source, TargetEntity target, Standing standing) {
        this.matcher = matcher;
        this.source = source;
        this.target = target;
        this.standing = standing;
        this.mapped = standing.mapping().fields().stream().collect(Collectors.toMap(FieldMapping::target, Function.identity(), (one, other) -> one));
        this.known = target.fields().stream().collect(Collectors.toMap(TargetField::name, Function.identity(), (one, other) -> one));
    }

    /** In the order of the verdict. */
    List<Repair> repairs() {
        List<String> stale = standing.verdict().fields();
        List<TargetField> asked = stale.stream().filter(field -> !refusedByLabel(field) && (known.containsKey(field) || !gone(field))).map(field -> known.getOrDefault(field, untyped(field))).toList();
        Mapping mapping = standing.mapping();
        List<Suggestion> kept = kept(asked);
        Proposal proposal = new Proposer(new MatchedOrigins(matcher, target.entity())).propose(mapping.pipeline(), mapping.source(), mapping.destination(), source, asked, kept);
        Map<String, ProposedField> proposed = proposal.fields().stream().map(field -> first(field, kept)).collect(Collectors.toMap(ProposedField::target, Function.identity()));
        Map<String, OpenField> open = proposal.open().stream().collect(Collectors.toMap(OpenField::target, Function.identity(), (one, other) -> one));
        return stale.stream().map(field -> {
            Optional<String> before = Optional.ofNullable(mapped.get(field)).map(FieldMapping::expression);
            if (refusedByLabel(field)) {
                return new Repair(field, before, Optional.empty(), true, "the schema file still says what the destination was: leat destination pull " + mapping.destination().connection() + " "
                    + mapping.destination().entity() + ", then once more");
            }
            Optional<OpenField> left = Optional.ofNullable(open.get(field));
            boolean required = left.map(OpenField::required).orElse(false);
            return new Repair(field, before, Optional.ofNullable(proposed.get(field)), required,
                left.map(OpenField::why).orElse("the destination has no such field any more") + (required ? "; it is required, so write it by hand" : ""));
        }).toList();
    }

    /** Its type comes from the schema file, so no expression could help. */
    private boolean refusedByLabel(String field) {
        return standing.refuses(field) && standing.wasLabeled(field) && known.containsKey(field);
    }

    /** The destination knew it when it was approved, and does not now. */
    private boolean gone(String field) {
        return standing.refuses(field) || standing.wasLabeled(field);
    }

    private static TargetField untyped(String field) {
        return new TargetField(field, Optional.empty(), Optional.empty(), Optional.empty(), false, false, List.of(), Optional.empty(), List.of());
    }

    /** What was approved, under the names of today. A field that is new may be one that is gone, by another name. */
    private List<Suggestion> kept(List<TargetField> asked) {
        Renaming renaming = Renaming.of(matcher, source, standing.approvedColumns());
        List<Suggestion> kept = new ArrayList<>();
        for (TargetField field : asked) {
            Optional.ofNullable(mapped.get(field.name())).map(FieldMapping::expression).ifPresent(expression -> {
                String today = renaming.applied(expression);
                String why = renaming.why(expression);
                kept.add(new Suggestion(field.name(), today, Math.round(100 * Math.min(AS_APPROVED, renaming.confidence(expression))) / 100.0,
                    "approved before" + (why.isEmpty() ? "" : "; " + why)));
            });
        }
        return kept;
    }

    private static ProposedField first(ProposedField field, List<Suggestion> kept) {
        Set<String> approved = kept.stream().filter(suggestion -> suggestion.target().equals(field.target())).map(Suggestion::expression).collect(Collectors.toSet());
        Optional<ProposedField.Choice> before = field.alternatives().stream().filter(choice -> approved.contains(choice.expression()))
            .filter(choice -> choice.evidence().satisfied() >= field.choice().evidence().satisfied() - BETTER).findFirst();
        return before.map(choice -> new ProposedField(field.target(), choice, Stream.concat(Stream.of(field.choice()), field.alternatives().stream().filter(other -> other != choice)).toList())).orElse(field);
    }
}
