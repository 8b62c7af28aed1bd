package dev.leat.mapping.propose;

import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.SampledField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small source entities, and a stand-in for matching: equal names first, then all other fields in their order. */
final class Samples {
    private Samples() {}

    static SampledField field(String name, String type, String... values) {
        return new SampledField(name, Optional.ofNullable(type), Optional.empty(), Arrays.stream(values).map(Optional::ofNullable).toList());
    }

    static SampledEntity entity(SampledField... fields) {
        return new SampledEntity("source", List.of(fields));
    }

    static TargetField target(String name, String type, String... existing) {
        return new TargetField(name, Optional.ofNullable(type), Optional.empty(), Optional.empty(), false, false, List.of(), Optional.empty(), List.of(existing));
    }

    static TargetField oneOf(String name, String... values) {
        return new TargetField(name, Optional.of("string"), Optional.empty(), Optional.empty(), false, false, List.of(values), Optional.empty(), List.of());
    }

    static TargetField described(String name, String type, String description, String... existing) {
        return new TargetField(name, Optional.of(type), Optional.of(description), Optional.empty(), false, false, List.of(), Optional.empty(), List.of(existing));
    }

    static TargetField required(String name, String type, String description, String... values) {
        return new TargetField(name, Optional.of(type), Optional.of(description), Optional.empty(), true, false, List.of(values), Optional.empty(), List.of());
    }

    static TargetField measured(String name, String type, String unit) {
        return new TargetField(name, Optional.of(type), Optional.empty(), Optional.empty(), false, false, List.of(), Optional.of(unit), List.of());
    }

    static SampledField explained(String name, String type, String description, String... values) {
        return new SampledField(name, Optional.ofNullable(type), Optional.of(description), Arrays.stream(values).map(Optional::ofNullable).toList());
    }

    static List<Origin> inOrder(SampledEntity entity) {
        List<Origin> origins = new ArrayList<>();
        entity.fields().stream().map(SampledField::name).distinct().limit(10).forEach(name -> origins.add(new Origin(name, 0.9 - 0.08 * origins.size(), "")));
        return origins;
    }

    static Map<String, List<Origin>> equalNames(SampledEntity entity, List<TargetField> targets) {
        Map<String, List<Origin>> all = new HashMap<>();
        for (TargetField target : targets) {
            List<Origin> origins = entity.fields().stream().filter(field -> field.name().equals(target.name())).map(field -> new Origin(field.name(), 1, "equal names")).toList();
            all.put(target.name(), origins);
        }
        return all;
    }

    /** The expression proposed first, with all fields as origins in their order. */
    static Optional<String> proposed(TargetField target, SampledField... fields) {
        return best(target, fields).map(Draft::sql);
    }

    static Optional<Draft> best(TargetField target, SampledField... fields) {
        SampledEntity entity = entity(fields);
        Synthesis synthesis = new Synthesis(entity);
        Search search = synthesis.search(new Goal(target, List.of()), inOrder(entity));
        synthesis.run(List.of(search));
        return search.found(Proposer.LEAST).stream().findFirst();
    }
}
