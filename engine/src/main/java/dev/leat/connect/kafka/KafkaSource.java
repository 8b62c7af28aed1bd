package dev.leat.connect.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Site;
import dev.leat.connect.Source;
import dev.leat.connect.jdbc.Nearest;
import dev.leat.model.CaptureMode;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Topics as entities, from their oldest record. A range ends at the last record that was committed when it was asked for; records of one key come in their order.
 * A topic that was made again, or that has dropped records before they were read, is an error of kind WORKSPACE that counts them: going on would lose them in silence.
 */
record KafkaSource(Site<KafkaSettings> site) implements Source {
    private static final String ANEW = "To go on with what is there, remove the capture of this entity from the lake; it begins anew, and destinations keep what they have";

    @Override
    public List<EntityName> entities() {
        return new KafkaSampler(site).entities();
    }

    @Override
    public EntitySchema schema(EntityName entity) {
        return new KafkaSampler(site).sample(entity, 0).orElseThrow(() -> missing(entity)).schema();
    }

    private LeatException missing(EntityName entity) {
        return Nearest.missing(site.name(), entity, entities());
    }

    @Override
    public Set<CaptureMode> modes(EntityName entity) {
        return Set.of(CaptureMode.STREAM);
    }

    @Override
    public Optional<Range> next(Reading reading, Optional<JsonNode> position) {
        Topic topic = Topic.find(site, reading.entity()).orElseThrow(() -> missing(reading.entity()));
        Offsets last = new Offsets(topic.id(), topic.latest());
        SortedMap<Integer, Long> begin = new TreeMap<>(topic.earliest());
        position.map(Offsets::of).ifPresent(read -> {
            unbroken(reading.entity(), topic, read);
            begin.putAll(read.next());
        });
        Offsets first = new Offsets(topic.id(), begin);
        long rows = begin.entrySet().stream().mapToLong(from -> topic.latest().getOrDefault(from.getKey(), from.getValue()) - from.getValue()).sum();
        return rows == 0 ? Optional.empty() : Optional.of(new Range(last.tree(), last.since(first), Optional.empty(), rows));
    }

    private void unbroken(EntityName entity, Topic topic, Offsets read) {
        String where = "connections." + site.name() + ": " + entity;
        if (!topic.id().equals(read.topic())) {
            throw new LeatException(Kind.WORKSPACE, where, "the topic was deleted and made again since it was read last; what had come into it after that is lost", ANEW);
        }
        for (Map.Entry<Integer, Long> next : read.next().entrySet()) {
            long earliest = topic.earliest().getOrDefault(next.getKey(), 0L);
            if (earliest > next.getValue()) {
                throw new LeatException(Kind.WORKSPACE, where, "the offsets " + next.getValue() + " to " + (earliest - 1) + " of partition " + next.getKey()
                    + " were dropped by the topic's retention before they were read", ANEW + ". Run more often, or keep records longer (retention.ms)");
            }
        }
    }

    @Override
    public Dataset<Row> read(SparkSession spark, Reading reading, Range range) {
        return new Records(spark, site, reading).between(Offsets.from(range.bounds()), Offsets.of(range.bounds()));
    }

    @Override
    public void close() {}
}
