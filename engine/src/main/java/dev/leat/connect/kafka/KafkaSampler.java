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

/** The oldest and the newest records of a topic, or of all that a pattern fits. */
record KafkaSampler(Site<KafkaSettings> site) implements Sampler {
    /** So many records tell the columns, whoever asks; a schema must not depend on that. */
    static final int LOOKED_AT = 1_000;

    @Override
    public List<EntityName> entities() {
        return Topic.names(site).stream().map(name -> new EntityName(List.of(name))).toList();
    }

    @Override
    public Optional<Sample> sample(EntityName entity, int most) {
        try (Brokers brokers = new Brokers(site)) {
            List<Topic> topics = brokers.matching(entity);
            if (topics.isEmpty()) {
                return Optional.empty();
            }
            List<ObjectNode> objects = new Peek(site, topics).objects(LOOKED_AT);
            EntitySchema schema = new EntitySchema(entity, Columns.of(objects), List.of());
            List<ObjectNode> rows = Envelope.rows(most > LOOKED_AT ? new Peek(site, topics).objects(most) : objects);
            return Optional.of(new Sample(schema, rows.subList(0, Math.min(most, rows.size())), Map.of(), Map.of()));
        }
    }

    @Override
    public void close() {}
}
