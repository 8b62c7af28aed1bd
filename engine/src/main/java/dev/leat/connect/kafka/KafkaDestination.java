package dev.leat.connect.kafka;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import dev.leat.connect.Batch;
import dev.leat.connect.Destination;
import dev.leat.connect.Layout;
import dev.leat.connect.Outcome;
import dev.leat.connect.PartitionWrites;
import dev.leat.connect.Site;
import dev.leat.connect.Written;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Problem;
import dev.leat.model.WriteMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows as records of a topic: the key is the row's id (a key of several fields that the mapping keeps is a JSON object of them), the value a JSON object of the fields that are not null, or
 * nothing for a delete, and the header {@code _leat_seq} the version. A log takes what it is given: an older version is not held back here, but a batch is written in the order of versions, and
 * by one writer at a time. Readers that read committed records alone ({@code isolation.level=read_committed}) see a batch that comes again once.
 */
record KafkaDestination(Site<KafkaSettings> site) implements Destination {
    /** The same for ever: a batch that comes again must be cut into the same parts. */
    private static final int PARTS = 4;

    @Override
    public Optional<EntitySchema> schema(EntityName entity) {
        return problem(entity).isPresent() ? Optional.empty() : Topic.find(site, entity).map(topic -> new EntitySchema(entity, List.of(), List.of()));
    }

    @Override
    public List<Problem> check(EntityName entity, Layout wanted) {
        return problem(entity).stream().toList();
    }

    private Optional<Problem> problem(EntityName entity) {
        return NewTopics.problem("connections." + site.name() + ": " + entity, Topic.name(entity));
    }

    @Override
    public void create(EntityName entity, Layout wanted) {
        if (Topic.find(site, entity).isEmpty()) {
            new NewTopics(site).make(Topic.name(entity), wanted.mode() == WriteMode.UPSERT);
        }
    }

    @Override
    public Written write(Batch batch) {
        List<Column> columns = new ArrayList<>(List.of(key(batch.layout()).as("_leat_key"), col(Batch.OP), col(Batch.SEQ)));
        batch.layout().fields().forEach(field -> columns.add(quoted(field.name())));
        Dataset<Row> records = batch.rows().repartition(PARTS, col(Batch.ID)).sortWithinPartitions(Batch.SEQ).select(columns.toArray(Column[]::new));
        String topic = Topic.name(batch.entity());
        ProduceTask task = new ProduceTask(site, topic, records.schema(), batch.application(), batch.id(), new NewTopics(site).largestRecord(topic));
        Outcome outcome = new PartitionWrites("connections." + site.name()).run(records.queryExecution().toRdd().toJavaRDD(), task);
        outcome.refused().forEach(batch.failures()::add);
        return outcome.written();
    }

    private static Column key(Layout layout) {
        return layout.key().size() > 1 ? to_json(struct(layout.key().stream().map(KafkaDestination::quoted).toArray(Column[]::new))) : col(Batch.ID);
    }

    private static Column quoted(String name) {
        return col('`' + name.replace("`", "``") + '`');
    }

    @Override
    public void close() {}
}
