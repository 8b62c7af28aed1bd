package dev.leat.connect.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Loss;
import dev.leat.connect.Passed;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Retained;
import dev.leat.connect.Site;
import dev.leat.connect.Source;
import dev.leat.connect.jdbc.Nearest;
import dev.leat.model.Capture;
import dev.leat.model.CaptureMode;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Topics as entities, one or all that a pattern fits, from their oldest record, their end or a time. A range ends at the last record that was committed when it was asked for; records of one key
 * come in their order. Topics whose records are change events as Debezium writes them have the columns of the rows that these tell of, and are captured by {@code change}. A topic that was made
 * again, or that has dropped records before they were read, is an error that counts them: going on would lose them in silence.
 */
final class KafkaSource implements Source {
    private final Site<KafkaSettings> site;
    private final Brokers brokers;
    private final Map<EntityName, List<ObjectNode>> looked = new HashMap<>();

    KafkaSource(Site<KafkaSettings> site) {
        this.site = site;
        this.brokers = new Brokers(site);
    }

    @Override
    public List<EntityName> entities() {
        return brokers.names().stream().map(name -> new EntityName(List.of(name))).toList();
    }

    @Override
    public EntitySchema schema(EntityName entity) {
        return new EntitySchema(entity, Columns.of(records(entity)), List.of());
    }

    /** The same for whoever asks for columns and for modes. */
    private List<ObjectNode> records(EntityName entity) {
        return looked.computeIfAbsent(entity, name -> new Peek(site, topics(name)).objects(KafkaSampler.LOOKED_AT));
    }

    private List<Topic> topics(EntityName entity) {
        List<Topic> topics = brokers.matching(entity);
        if (topics.isEmpty()) {
            throw Nearest.missing(site.name(), entity, entities());
        }
        return topics;
    }

    @Override
    public Set<CaptureMode> modes(EntityName entity) {
        return Set.of(Envelope.usual(records(entity)) ? CaptureMode.CHANGE : CaptureMode.STREAM);
    }

    @Override
    public Optional<Range> next(Reading reading, Optional<JsonNode> position) {
        List<Topic> topics = topics(reading.entity());
        Optional<Offsets> read = position.map(tree -> Offsets.of(tree, reading.entity()));
        read.ifPresent(before -> unbroken(reading.entity(), topics, before));
        SortedMap<String, Offsets.Read> first = new TreeMap<>();
        SortedMap<String, Offsets.Read> last = new TreeMap<>();
        long rows = 0;
        for (Topic topic : topics) {
            SortedMap<Integer, Long> begin = new TreeMap<>(position.isPresent() ? topic.earliest() : start(topic, reading.capture()));
            read.map(before -> before.topics().get(topic.name())).ifPresent(before -> begin.putAll(before.next()));
            first.put(topic.name(), new Offsets.Read(topic.id(), begin));
            last.put(topic.name(), new Offsets.Read(topic.id(), topic.latest()));
            rows += topic.since(begin);
        }
        // Where it began is kept also when nothing has come since, or the next run would begin at another end
        boolean kept = position.isEmpty() && reading.capture().stream().filter(start -> !start.equals(Capture.EARLIEST)).isPresent();
        Offsets end = new Offsets(last);
        return rows == 0 && !kept ? Optional.empty() : Optional.of(new Range(end.tree(), end.since(new Offsets(first)), Optional.empty(), rows));
    }

    private SortedMap<Integer, Long> start(Topic topic, Capture capture) {
        String start = capture.stream().orElse(Capture.EARLIEST);
        return switch (start) {
            case Capture.EARLIEST -> topic.earliest();
            case Capture.LATEST -> topic.latest();
            default -> brokers.at(topic, Instant.parse(start));
        };
    }

    private void unbroken(EntityName entity, List<Topic> topics, Offsets read) {
        losses(topics, read).ifPresent(loss -> {
            throw new LeatException(Kind.WORKSPACE, "connections." + site.name() + ": " + entity, loss.what(),
                "To go on with what is there, and have it kept who said so: leat state accept-loss PIPELINE --by WHO; the lake and destinations keep what they have. Run more often, or keep records longer (retention.ms)");
        });
    }

    private static Optional<Loss> losses(List<Topic> topics, Offsets read) {
        return new Losses(topics.stream().collect(Collectors.toMap(Topic::name, Function.identity())), read).loss();
    }

    @Override
    public Optional<Loss> loss(Reading reading, JsonNode position) {
        return losses(brokers.matching(reading.entity()), Offsets.of(position, reading.entity()));
    }

    @Override
    public Optional<Retained> retained(Reading reading, Passed passed) {
        if (!reading.columns().stream().map(Column::name).toList().containsAll(Columns.PLACE)) {
            return Optional.of(new Retained(List.of(), List.of("the places of its records (" + String.join(", ", Columns.PLACE) + ") are not captured")));
        }
        List<Topic> topics = brokers.matching(reading.entity());
        return Optional.of(new Retention(reading.entity(), topics, brokers.compacted(topics.stream().map(Topic::name).toList()), passed).retained());
    }

    @Override
    public Dataset<Row> read(SparkSession spark, Reading reading, Range range) {
        Dataset<Row> records = new Records(spark, site).between(Offsets.from(range.bounds(), reading.entity()), Offsets.of(range.bounds(), reading.entity()));
        return reading.capture().mode().orElseThrow() == CaptureMode.CHANGE ? new Changes(reading).of(records) : new Events(reading).of(records);
    }

    @Override
    public void close() {
        brokers.close();
    }
}
