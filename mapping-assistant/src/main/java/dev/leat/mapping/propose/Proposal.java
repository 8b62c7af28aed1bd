package dev.leat.mapping.propose;

import dev.leat.model.FieldMapping;
import dev.leat.model.Mapping;
import java.util.List;
import java.util.Optional;

/**
 * A mapping that the assistant suggests. It never runs: a person approves it first.
 *
 * @param fields  in the destination's order
 * @param open    the target fields that nothing fills, in the destination's order
 * @param dropped expressions that were not allowed, did not parse or have no type
 * @param model   what a language model had to do with it; empty where none was asked
 */
public record Proposal(String pipeline, Mapping.End source, Mapping.End destination, List<ProposedField> fields, List<OpenField> open, int dropped, Optional<ModelReport> model) {
    public Proposal {
        fields = List.copyOf(fields);
        open = List.copyOf(open);
    }

    public Proposal(String pipeline, Mapping.End source, Mapping.End destination, List<ProposedField> fields, List<OpenField> open, int dropped) {
        this(pipeline, source, destination, fields, open, dropped, Optional.empty());
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
