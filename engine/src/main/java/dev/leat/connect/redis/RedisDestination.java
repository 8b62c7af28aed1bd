package dev.leat.connect.redis;

import static org.apache.spark.sql.functions.col;

import dev.leat.connect.Batch;
import dev.leat.connect.Destination;
import dev.leat.connect.Held;
import dev.leat.connect.Layout;
import dev.leat.connect.Outcome;
import dev.leat.connect.PartitionWrites;
import dev.leat.connect.Site;
import dev.leat.connect.Written;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Entry;
import dev.leat.model.Problem;
import dev.leat.model.WriteMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Rows as entries under a key of their own, a hash or a JSON text, each with its version in {@code _leat_seq}: the server itself compares versions, so a late older one is not written
 * whoever sends it, and one that comes again is written again without effect. A deletion is remembered for a while beside ({@code leat:deleted:<key>}), so that readers do not see it.
 * An append writes each change under a key of its own. An entity is never made: there is nothing to make.
 */
record RedisDestination(Site<RedisConnection> site) implements Destination {

    @Override
    public Optional<EntitySchema> schema(EntityName entity) {
        return Optional.empty();
    }

    @Override
    public List<Problem> check(EntityName entity, Layout wanted) {
        List<Problem> problems = new ArrayList<>(EntryName.of(entity, wanted).problems(where(entity)));
        wanted.fields().stream().filter(field -> field.name().equals(Batch.SEQ)).forEach(field -> problems.add(new Problem(where(entity) + "." + field.name(), "the name is Leat's own", "Rename it")));
        return problems;
    }

    @Override
    public boolean keepsEntries() {
        return true;
    }

    /** Entries that end by themselves cannot be told from those that are missing. */
    @Override
    public Optional<Held> held(SparkSession spark, EntityName entity, Layout layout, List<String> fields) {
        boolean ends = layout.entry().flatMap(Entry::timeToLive).isPresent();
        return ends || layout.mode() != WriteMode.UPSERT ? Optional.empty() : EntryName.of(entity, layout).around().map(around -> new StoredEntries(site, around, fields).of(spark, layout));
    }

    /** Where an id alone tells the key. */
    @Override
    public boolean forget(EntityName entity, List<String> ids) {
        RedisClient client = new RedisClient(site, EntryWriter.CONNECT_MILLIS, EntryWriter.READ_MILLIS);
        String template = EntryName.template(entity);
        if (ids.isEmpty() || !template.matches("(?s)[^{]*\\{[^{}]*}[^{]*")) {
            return false;
        }
        try (Jedis jedis = client.open(); Pipeline pipeline = jedis.pipelined()) {
            ids.stream().map(id -> template.replaceFirst("\\{[^{}]*}", Matcher.quoteReplacement(id))).forEach(key -> pipeline.del(key, WriteTask.DELETED + key));
        } catch (JedisException e) {
            throw client.explained(e);
        }
        return true;
    }

    @Override
    public void create(EntityName entity, Layout wanted) {}

    @Override
    public Written write(Batch batch) {
        List<Column> columns = new ArrayList<>(List.of(EntryName.of(batch.entity(), batch.layout()).column(), col(Batch.OP), col(Batch.SEQ)));
        batch.layout().fields().forEach(field -> columns.add(col('`' + field.name().replace("`", "``") + '`')));
        Dataset<Row> entries = batch.rows().select(columns.toArray(Column[]::new));
        StructType schema = entries.schema();
        JavaRDD<InternalRow> rows = entries.queryExecution().toRdd().toJavaRDD();
        Entry.Form form = batch.layout().entry().map(Entry::form).orElse(Entry.Form.HASH);
        long millisToLive = batch.layout().entry().flatMap(Entry::timeToLive).map(Duration::toMillis).orElse(0L);
        Outcome outcome = new PartitionWrites("connections." + site.name()).run(rows.coalesce(rows.context().defaultParallelism()), new WriteTask(site, schema, form, millisToLive));
        outcome.refused().forEach(batch.failures()::add);
        return outcome.written();
    }

    @Override
    public void close() {}

    private String where(EntityName entity) {
        return "connections." + site.name() + ": " + entity;
    }
}
