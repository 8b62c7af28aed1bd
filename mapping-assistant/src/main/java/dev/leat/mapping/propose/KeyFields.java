package dev.leat.mapping.propose;

import dev.leat.mapping.schema.SampledEntity;
import dev.leat.model.FieldMapping;
import dev.leat.model.Mapping;
import dev.leat.model.Pipeline;
import dev.leat.model.Problems;
import dev.leat.transform.Lookup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The fields that a look-up replaces by what it finds: the mapping fills them with the key. */
final class KeyFields {
    private static final double AS_DECLARED = 0.95;

    private final Pipeline pipeline;
    private final SampledEntity source;
    private final Map<String, String> before;

    /** @param before the mapping as it is; what it has for such a field stays */
    KeyFields(Pipeline pipeline, SampledEntity source, Optional<Mapping> before) {
        this.pipeline = pipeline;
        this.source = source;
        this.before = before.stream().flatMap(mapping -> mapping.fields().stream()).collect(Collectors.toMap(FieldMapping::target, FieldMapping::expression, (one, other) -> one));
    }

    /** What a look-up that is still to be added needs. */
    static ProposedField of(LookUp lookUp) {
        LookUp.Take first = lookUp.takes().get(0);
        return new ProposedField(lookUp.field(), new ProposedField.Choice(lookUp.expression(), first.confidence(), why(lookUp.key()), first.evidence()), List.of());
    }

    private static String why(ForeignKey key) {
        return "the key by which " + key.entity() + " is looked up; the look-up replaces it by what it finds";
    }

    /** As targets: the destination's labels are about what the look-up finds, not about the key. */
    static List<TargetField> targets(Pipeline pipeline) {
        return replacing(pipeline).stream().flatMap(lookup -> lookup.match().values().stream().filter(lookup.brings()::contains)).distinct().map(KeyFields::untyped).toList();
    }

    private static List<Lookup> replacing(Pipeline pipeline) {
        return pipeline.transformers().stream().filter(Lookup.class::isInstance).map(Lookup.class::cast).filter(lookup -> lookup.match().values().stream().anyMatch(lookup.brings()::contains)).toList();
    }

    private static TargetField untyped(String field) {
        return new TargetField(field, Optional.empty(), Optional.empty(), Optional.empty(), false, false, List.of(), Optional.empty(), List.of());
    }

    /** @param keys of the source; asked for only where a look-up needs one */
    Proposal into(Proposal proposal, Supplier<List<ForeignKey>> keys) {
        List<ProposedField> fields = new ArrayList<>();
        Set<String> filled = new HashSet<>();
        List<Lookup> replacing = replacing(pipeline);
        List<ForeignKey> known = replacing.isEmpty() ? List.of() : keys.get();
        for (Lookup lookup : replacing) {
            lookup.match().forEach((column, field) -> {
                if (lookup.brings().contains(field)) {
                    key(lookup, column, field, known).ifPresent(key -> {
                        fields.add(key);
                        filled.add(field);
                    });
                }
            });
        }
        return fields.isEmpty() ? proposal : proposal.with(fields, filled);
    }

    private Optional<ProposedField> key(Lookup lookup, String column, String field, List<ForeignKey> known) {
        Optional<ForeignKey> key = Optional.ofNullable(pipeline.auxiliary().get(lookup.auxiliary())).flatMap(auxiliary -> auxiliary.entity())
            .flatMap(entity -> known.stream().filter(one -> one.entity().equals(entity) && one.match().equals(column)).max(java.util.Comparator.comparingInt(one -> likeness(one, field))));
        Optional<String> expression = Optional.ofNullable(before.get(field)).or(() -> key.map(one -> Sql.name(one.column())));
        return expression.flatMap(sql -> new Witness(source).of(sql, untyped(field), new Problems())
            .map(evidence -> new ProposedField(field, new ProposedField.Choice(sql, AS_DECLARED, key.map(KeyFields::why).orElse("the key of the look-up '" + lookup.name() + "'"), evidence), List.of())));
    }

    /** Words in common: of two keys of countries the billing one is for the billing country's name. */
    private static int likeness(ForeignKey key, String field) {
        List<String> words = new ArrayList<>(Words.of(field));
        words.retainAll(ForeignKeys.stem(key.column()));
        return words.size();
    }
}
