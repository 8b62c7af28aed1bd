package dev.leat.mapping.propose;

import dev.leat.model.FieldMapping;
import dev.leat.model.Mapping;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A mapping that the assistant suggests. It never runs: a person approves it first.
 *
 * @param fields  in the destination's order
 * @param open    the target fields that nothing fills, in the destination's order
 * @param dropped expressions that were not allowed, did not parse or have no type
 * @param model   what a language model had to do with it; empty where none was asked
 * @param lookUps what fields that are open, or not sure, could have from other entities; it changes the flow's file
 */
public record Proposal(String pipeline, Mapping.End source, Mapping.End destination, List<ProposedField> fields, List<OpenField> open, int dropped, Optional<ModelReport> model,
                       List<LookUp> lookUps) {
    private static final double DOUBT = 0.4;

    public Proposal {
        fields = List.copyOf(fields);
        open = List.copyOf(open);
        lookUps = lookUps == null ? List.of() : List.copyOf(lookUps); // stored before there were any
    }

    public Proposal(String pipeline, Mapping.End source, Mapping.End destination, List<ProposedField> fields, List<OpenField> open, int dropped) {
        this(pipeline, source, destination, fields, open, dropped, Optional.empty(), List.of());
    }

    /** A field that could better be looked up is doubted. */
    Proposal with(List<LookUp> found) {
        List<ProposedField> doubted = fields.stream().map(field -> found.stream().anyMatch(lookUp -> lookUp.brings(field.target())) ? doubted(field) : field).toList();
        return new Proposal(pipeline, source, destination, doubted, open, dropped, model, found);
    }

    private static ProposedField doubted(ProposedField field) {
        ProposedField.Choice choice = field.choice();
        return new ProposedField(field.target(), new ProposedField.Choice(choice.expression(), Math.round(100 * DOUBT * choice.confidence()) / 100.0,
            "what could be looked up fits better" + (choice.why().isEmpty() ? "" : "; " + choice.why()), choice.evidence(), choice.from()), field.alternatives());
    }

    /** With more fields, each instead of what there is for its target. */
    Proposal with(List<ProposedField> more, Set<String> filled) {
        List<ProposedField> all = Stream.concat(fields.stream().filter(field -> !filled.contains(field.target())), more.stream()).toList();
        return new Proposal(pipeline, source, destination, all, open.stream().filter(field -> !filled.contains(field.target())).toList(), dropped, model, List.of());
    }

    /** Without an approval; empty where no field has an expression. */
    public Optional<Mapping> mapping() {
        return fields.isEmpty() ? Optional.empty() : Optional.of(new Mapping(pipeline, source, destination, fields.stream().map(Proposal::field).toList(), Optional.empty()));
    }

    static FieldMapping field(ProposedField field) {
        return new FieldMapping(field.target(), field.choice().expression(), Optional.of(field.choice().confidence()), Optional.of(field.choice().why()),
            field.alternatives().stream().map(ProposedField.Choice::expression).toList());
    }

    /** The open fields that the destination needs. */
    public List<OpenField> missing() {
        return open.stream().filter(OpenField::required).toList();
    }
}
