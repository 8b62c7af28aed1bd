package dev.leat.connect.kafka;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Sample;
import dev.leat.connect.Sampler;
import dev.leat.connect.Site;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The oldest and the newest records of a topic. */
record KafkaSampler(Site<KafkaSettings> site) implements Sampler {
    /** So many records tell the columns, whoever asks; a schema must not depend on that. */
    static final int LOOKED_AT = 1_000;

    @Override
    public List<EntityName> entities() {
        return Topic.names(site).stream().map(name -> new EntityName(List.of(name))).toList();
    }

    @Override
    public Optional<Sample> sample(EntityName entity, int most) {
        return Topic.find(site, entity).map(topic -> {
            List<ObjectNode> objects = new Peek(site, topic).objects(LOOKED_AT);
            EntitySchema schema = new EntitySchema(entity, Columns.of(objects), List.of());
            return new Sample(schema, most > LOOKED_AT ? new Peek(site, topic).objects(most) : objects.subList(0, Math.min(most, objects.size())), Map.of(), Map.of());
        });
    }

    @Override
    public void close() {}
}
