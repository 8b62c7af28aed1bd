package dev.leat.mapping.review;

import dev.leat.mapping.decision.Decision;
import dev.leat.mapping.decision.Decision.Verdict;
import dev.leat.mapping.propose.OpenField;
import dev.leat.mapping.propose.Proposal;
import dev.leat.mapping.propose.ProposedField;
import dev.leat.mapping.propose.Sides;
import dev.leat.mapping.propose.TargetField;
import dev.leat.mapping.review.ReviewedField.State;
import dev.leat.model.FieldMapping;
import dev.leat.model.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What there is to review: the fields of the mapping file, then those that the last proposal left open or that were rejected.
 *
 * @param changed   fields that are not what was approved
 * @param decisions on this pipeline, the oldest first
 */
record Inventory(Optional<Mapping> mapping, Optional<Proposal> proposal, List<TargetField> targets, List<String> changed, List<Decision> decisions) {
    List<ReviewedField> fields() {
        return names().stream().map(this::field).toList();
    }

    /** In the destination's order where the proposal knows it. */
    private Set<String> names() {
        Set<String> there = new LinkedHashSet<>(mapping.stream().flatMap(known -> known.fields().stream()).map(FieldMapping::target).toList());
        proposal.ifPresent(made -> made.fields().forEach(field -> there.add(field.target())));
        proposal.ifPresent(made -> made.open().forEach(field -> there.add(field.target())));
        standing().stream().filter(decision -> decision.verdict() == Verdict.REJECTED).forEach(decision -> decision.fields().forEach(field -> there.add(field.target())));
        Set<String> ordered = new LinkedHashSet<>(targets.stream().map(TargetField::name).filter(there::contains).toList());
        ordered.addAll(there);
        return ordered;
    }

    /** Since the last approval was withdrawn. */
    private List<Decision> standing() {
        int from = 0;
        for (int i = 0; i < decisions.size(); i++) {
            from = decisions.get(i).verdict() == Verdict.WITHDRAWN ? i + 1 : from;
        }
        return decisions.subList(from, decisions.size());
    }

    private ReviewedField field(String name) {
        Optional<FieldMapping> written = mapping.stream().flatMap(known -> known.fields().stream()).filter(field -> field.target().equals(name)).findFirst();
        Optional<ProposedField> proposed = proposal.stream().flatMap(made -> made.fields().stream()).filter(field -> field.target().equals(name)).findFirst();
        Optional<OpenField> open = proposal.stream().flatMap(made -> made.open().stream()).filter(field -> field.target().equals(name)).findFirst();
        Optional<TargetField> target = targets.stream().filter(field -> field.name().equals(name)).findFirst();
        List<Variant> found = found(proposed, open);
        Optional<Variant> current = written.map(field -> current(field, found));
        List<Decision> said = decisions.stream().filter(decision -> decision.field(name).isPresent() && decision.verdict() != Verdict.APPROVED).toList();
        List<Variant> alternatives = alternatives(name, written, found, said);
        boolean differs = written.isPresent() && mapping.flatMap(Mapping::approval).isPresent() && changed.contains(name);
        return new ReviewedField(name, target.flatMap(TargetField::type), target.map(TargetField::required).orElse(open.map(OpenField::required).orElse(false)), current, alternatives,
            written.map(field -> state(field, differs)).orElseGet(() -> open(name, alternatives)), written.isPresent() ? Optional.empty() : open.map(OpenField::why),
            proposal.stream().flatMap(made -> made.lookUps().stream()).filter(lookUp -> lookUp.brings(name)).findFirst(), differs, said);
    }

    private static List<Variant> found(Optional<ProposedField> proposed, Optional<OpenField> open) {
        List<Variant> found = new ArrayList<>();
        proposed.ifPresent(field -> {
            found.add(Variant.of(field.choice()));
            field.alternatives().forEach(choice -> found.add(Variant.of(choice)));
        });
        open.ifPresent(field -> field.ideas().forEach(idea -> found.add(Variant.of(idea))));
        return found;
    }

    /** The file's words, and the evidence of the same expression in the proposal. */
    private static Variant current(FieldMapping field, List<Variant> found) {
        Optional<Variant> same = found.stream().filter(variant -> variant.expression().equals(field.expression())).findFirst();
        return new Variant(field.expression(), field.confidence(), field.why(), same.flatMap(Variant::evidence));
    }

    /** What was found, what the file says, and what stood there before, so that every decision can be taken back. */
    private static List<Variant> alternatives(String name, Optional<FieldMapping> written, List<Variant> found, List<Decision> said) {
        List<Variant> all = new ArrayList<>(found);
        Stream<Decision.Field> before = said.stream().flatMap(decision -> decision.field(name).stream());
        Stream.concat(written.stream().flatMap(field -> field.alternatives().stream()), before.flatMap(field -> Stream.concat(field.expression().stream(), field.instead().stream())))
            .distinct().filter(expression -> found.stream().noneMatch(variant -> variant.expression().equals(expression))).forEach(expression -> all.add(Variant.of(expression)));
        all.removeIf(variant -> written.map(FieldMapping::expression).equals(Optional.of(variant.expression())));
        return all;
    }

    private State state(FieldMapping field, boolean differs) {
        if (mapping.flatMap(Mapping::approval).isPresent() && !differs) {
            return State.APPROVED;
        }
        boolean accepted = last(field.target()).filter(decision -> decision.verdict() != Verdict.REJECTED
            && decision.field(field.target()).flatMap(Decision.Field::expression).equals(Optional.of(field.expression()))).isPresent();
        return accepted ? State.ACCEPTED : State.UNDECIDED;
    }

    private State open(String name, List<Variant> alternatives) {
        if (last(name).filter(decision -> decision.verdict() == Verdict.REJECTED).isPresent()) {
            return State.REJECTED;
        }
        return mapping.flatMap(Mapping::approval).isPresent() && alternatives.isEmpty() ? State.OPEN : State.UNDECIDED;
    }

    private Optional<Decision> last(String name) {
        List<Decision> all = standing().stream().filter(decision -> decision.verdict() != Verdict.COMMENTED && decision.field(name).isPresent()).toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }
}
