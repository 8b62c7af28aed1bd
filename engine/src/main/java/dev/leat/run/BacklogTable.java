package dev.leat.run;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import dev.leat.connect.Batch;
import dev.leat.connect.Failure;
import dev.leat.connect.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A pipeline's backlog: an append-only table of what happened to failed records ({@code failed}, {@code replayed}, {@code superseded}, {@code discarded}). A record waits while
 * its newest event is {@code failed}. A batch that is written again after a crash adds the same events again, which changes nothing.
 */
public final class BacklogTable {
    /** What can happen to a record of a backlog. */
    public enum Event { FAILED, REPLAYED, SUPERSEDED, DISCARDED;
        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static final String RECORD = "record";
    private static final long MANY = 50;
    private static final StructType FAILURE = new StructType().add(Batch.SEQ, DataTypes.LongType, false).add("reason", DataTypes.StringType)
        .add("stage", DataTypes.StringType).add("field", DataTypes.StringType).add("value", DataTypes.StringType).add("detail", DataTypes.StringType);

    private final SparkSession spark;
    private final String path;

    public BacklogTable(SparkSession spark, String path) {
        this.spark = spark;
        this.path = path;
    }

    /**
     * The records that wait, one row each: {@code _leat_seq, reason, stage, field, value, detail, record} (the whole source record as JSON), {@code id, pos, mapping, run, at}.
     * Empty when there never was any.
     */
    public Dataset<Row> waiting() {
        Dataset<Row> newest = events().withColumn("_leat_rank", row_number().over(Window.partitionBy(col(Batch.SEQ)).orderBy(col("at").desc(), col("order").desc())))
            .where(col("_leat_rank").equalTo(1)).drop("_leat_rank");
        return newest.where(col("event").equalTo(Event.FAILED.word())).drop("event", "order", "why");
    }

    /** All events, oldest first. */
    public Dataset<Row> events() {
        return DeltaTables.exists(spark, path) ? spark.read().format("delta").load(path) : spark.createDataFrame(List.of(), schema());
    }

    /** @param captured the rows of the capture in which the failed ones are, with {@code _leat_id} */
    void failed(Collection<Failure> failures, Dataset<Row> captured, Reading reading, String run, String mapping) {
        if (failures.isEmpty()) {
            return;
        }
        List<Row> rows = failures.stream().map(failure -> RowFactory.create(failure.seq(), failure.reason(), failure.stage(), failure.field(),
            failure.value(), failure.detail())).toList();
        Column[] source = reading.columns().stream().map(column -> Changes.quoted(column.name())).toArray(Column[]::new);
        List<Column> whole = new ArrayList<>(List.of(source));
        whole.add(col(Reading.UNREADABLE));
        Dataset<Row> records = captured.select(col(Batch.SEQ), col(Batch.ID).as("id"), col(Changes.POS).as("pos"),
            to_json(struct(whole.toArray(Column[]::new)), Map.of("ignoreNullFields", "false")).as(RECORD));
        Dataset<Row> known = broadcast(spark.createDataFrame(rows, FAILURE)).join(records, Batch.SEQ);
        append(known, Event.FAILED, run, mapping, null);
    }

    /**
     * A batch that is written again may bring what failed when it was tried before: the run went over its limit or died, or the checkpoint was put back, and the mapping has been
     * corrected since. Such records wait no longer.
     *
     * @param from the lowest {@code _leat_seq} of the batch; almost always higher than all of the backlog, which its files' statistics tell
     */
    void arrived(Dataset<Row> captured, long from, Collection<Failure> failures, String run) {
        if (!DeltaTables.exists(spark, path)) {
            return;
        }
        Dataset<Row> before = waiting().where(col(Batch.SEQ).geq(from)).localCheckpoint();
        if (!before.isEmpty()) {
            Object[] failing = failures.stream().map(Failure::seq).toArray();
            Dataset<Row> arrived = captured.select(Batch.SEQ).where(not(col(Batch.SEQ).isin(failing)));
            mark(before.join(arrived, before.col(Batch.SEQ).equalTo(arrived.col(Batch.SEQ)), "left_semi"), Event.REPLAYED, run, null);
        }
    }

    /** @param records rows of {@link #waiting()} */
    void mark(Dataset<Row> records, Event event, String run, String why) {
        append(records.drop("run", "at", "mapping"), event, run, null, why);
    }

    /** @return how many records wait no longer */
    long discard(Column chosen, String run, String why) {
        Dataset<Row> discarded = waiting().where(chosen).localCheckpoint();
        mark(discarded, Event.DISCARDED, run, why);
        return discarded.count();
    }

    /** Makes it small when it has got many files, under the pipeline's lease. What happened to each record stays. */
    void care(Duration keep) {
        if (DeltaTables.files(spark, path) >= MANY) {
            TableCare table = new TableCare(spark, path);
            table.compact();
            table.forget(keep);
        }
    }

    private void append(Dataset<Row> records, Event event, String run, String mapping, String why) {
        Dataset<Row> events = records.withColumn("event", lit(event.word())).withColumn("order", lit(event.ordinal())).withColumn("why", lit(why).cast("string"))
            .withColumn("mapping", lit(mapping).cast("string")).withColumn("run", lit(run)).withColumn("at", lit(Instant.now()));
        Column[] ordered = java.util.Arrays.stream(schema().fieldNames()).map(Changes::quoted).toArray(Column[]::new);
        events.select(ordered).coalesce(1).write().format("delta").mode("append").save(path);
    }

    private static StructType schema() {
        return FAILURE.add(RECORD, DataTypes.StringType).add("id", DataTypes.StringType).add("pos", DataTypes.StringType).add("mapping", DataTypes.StringType)
            .add("run", DataTypes.StringType).add("at", DataTypes.TimestampType).add("event", DataTypes.StringType).add("order", DataTypes.IntegerType)
            .add("why", DataTypes.StringType);
    }
}
