package dev.leat.mapping.pair;

import dev.leat.connect.Sample;
import dev.leat.connect.Sampler;
import dev.leat.mapping.propose.TargetEntity;
import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.Samples;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.SchemaFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** The entities of one end of a flow: all by their schemas, rows only of those that are asked for. */
final class Side {
    private final Sampler sampler;
    private final BiFunction<EntityName, Optional<Sample>, SampledEntity> look;
    private final Set<EntityName> live;
    private final Map<EntityName, SampledEntity> schemas = new HashMap<>();
    private final Map<EntityName, Optional<Sample>> samples = new HashMap<>();
    private final List<EntityName> entities = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();

    private Side(Sampler sampler, BiFunction<EntityName, Optional<Sample>, SampledEntity> look, List<EntityName> described) {
        this.sampler = sampler;
        this.look = look;
        this.live = new HashSet<>(sampler.entities());
        Stream.concat(live.stream(), described.stream()).distinct().sorted(Comparator.comparing(EntityName::toString)).forEach(entity -> {
            SampledEntity schema = look.apply(entity, live.contains(entity) ? sampler.sample(entity, 0) : Optional.empty());
            if (!schema.fields().isEmpty()) {
                schemas.put(entity, schema);
                entities.add(entity);
            }
        });
    }

    static Side source(Sampler sampler, Function<EntityName, Optional<SchemaFile>> labels) {
        return new Side(sampler, (entity, sample) -> sample.map(seen -> labels.apply(entity).map(file -> Samples.of(entity.toString(), seen, file))
            .orElseGet(() -> Samples.of(entity.toString(), seen))).orElseGet(() -> new SampledEntity(entity.toString(), List.of())), List.of());
    }

    /** @param described entities that have a schema file; they need not exist */
    static Side destination(Sampler sampler, Function<EntityName, Optional<SchemaFile>> labels, List<EntityName> described) {
        return new Side(sampler, (entity, sample) -> TargetEntity.of(entity, sample, labels.apply(entity), Set.of()).entity(), described);
    }

    /** Those that have fields, by name. */
    List<EntityName> entities() {
        return entities;
    }

    boolean exists(EntityName entity) {
        return live.contains(entity);
    }

    SampledEntity schema(EntityName entity) {
        return schemas.get(entity);
    }

    /** With rows where it can be read. */
    SampledEntity sampled(EntityName entity, int rows) {
        return look.apply(entity, sample(entity, rows));
    }

    Optional<Sample> sample(EntityName entity, int rows) {
        return samples.computeIfAbsent(entity, wanted -> live.contains(wanted) ? read(wanted, rows) : Optional.empty());
    }

    List<String> unread() {
        return List.copyOf(unread);
    }

    /** An entity that its user may not read is no reason to give up on the others. */
    private Optional<Sample> read(EntityName entity, int rows) {
        try {
            return sampler.sample(entity, rows);
        } catch (LeatException refused) {
            if (refused.kind() != Kind.WORKSPACE) {
                throw refused;
            }
            unread.add(entity + ": " + refused.problems().get(0).what());
            return sampler.sample(entity, 0);
        }
    }
}
