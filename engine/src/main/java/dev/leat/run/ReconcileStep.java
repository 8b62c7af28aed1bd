package dev.leat.run;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import dev.leat.connect.Batch;
import dev.leat.connect.Destination;
import dev.leat.connect.Failures;
import dev.leat.lake.Lake;
import dev.leat.lake.PipelineLog;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.WriteMode;
import dev.leat.plan.ApprovedPipeline;
import dev.leat.transform.Counters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Which keys the lake and a destination hold in which version: both are cut into ranges of a hash of the key, and of each range the rows are counted and their keys and versions summed up
 * by a checksum; only ranges that differ are looked at row by row. A key whose newest version waits in the backlog, was discarded, or is filtered out by the pipeline may have any older
 * version in the destination, and is left out. Values are not compared: a row and its version are written as one.
 */
final class ReconcileStep {
    private static final int RANGES = 256;
    private static final int SHOWN = 10;
    private static final String RANGE = "_leat_range";
    private static final String HELD = "_leat_held";
    private static final String COUNT = "_leat_count";
    private static final String CHECKSUM = "_leat_checksum";

    private final SparkSession spark;
    private final Lake lake;
    private final ApprovedPipeline approved;
    private final Destination destination;

    ReconcileStep(SparkSession spark, Lake lake, ApprovedPipeline approved, Destination destination) {
        this.spark = spark;
        this.lake = lake;
        this.approved = approved;
        this.destination = destination;
    }

    /**
     * @param repair writes the keys that differ again, from the lake
     * @return how many keys are different, before a repair; empty when the destination cannot say what it has
     */
    Optional<Long> run(Optional<BatchWrite> repair, String run) {
        Optional<PipelineLog.State> state = lake.pipeline(approved.pipeline()).state().filter(PipelineLog.State::filled);
        if (state.isEmpty() || approved.pipeline().writeMode() != WriteMode.UPSERT || !sameKey()) {
            return Optional.empty();
        }
        return destination.versions(spark, approved.pipeline().destination(), approved.layout()).map(held -> compare(identified(held), state.get(), repair, run));
    }

    /** A key that the labels made another type of has another text. */
    private boolean sameKey() {
        List<String> source = approved.reading().key();
        List<String> fields = approved.layout().key();
        return fields.isEmpty() || IntStream.range(0, fields.size()).allMatch(i -> type(approved.reading().columns(), source.get(i)).equals(type(approved.layout().fields(), fields.get(i))));
    }

    private static String type(List<dev.leat.model.Column> columns, String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst().flatMap(dev.leat.model.Column::type).orElseThrow().toLowerCase(Locale.ROOT).replace(" ", "");
    }

    private Dataset<Row> identified(Dataset<Row> held) {
        return List.of(held.columns()).contains(Batch.ID) ? held : held.withColumn(Batch.ID, Ids.of(approved.layout().key()));
    }

    private long compare(Dataset<Row> held, PipelineLog.State state, Optional<BatchWrite> repair, String run) {
        Dataset<Row> captured = spark.read().format("delta").option("versionAsOf", state.written()).load(lake.capture(approved.source().name(), approved.pipeline().source()).table())
            .withColumn(Batch.ID, Ids.of(approved.reading().key())).where(col(Batch.ID).isNotNull());
        Dataset<Row> newest = captured.groupBy(Batch.ID).agg(max_by(struct(col(Batch.SEQ), col(Batch.OP)), col(Batch.SEQ)).as("_leat_newest"))
            .selectExpr(Batch.ID, "_leat_newest._leat_seq", "_leat_newest._leat_op");
        Dataset<Row> ignored = ignored(captured, newest).localCheckpoint();
        Dataset<Row> lakes = newest.where(col(Batch.OP).notEqual("d")).select(Batch.ID, Batch.SEQ).join(ignored, col(Batch.ID).equalTo(col("_leat_ignored")), "left_anti");
        Dataset<Row> theirs = held.where(col(Batch.SEQ).isNotNull()).select(Batch.ID, Batch.SEQ).join(ignored, col(Batch.ID).equalTo(col("_leat_ignored")), "left_anti");
        List<Row> ranges = sums(lakes).unionByName(sums(theirs).withColumn(COUNT, col(COUNT).multiply(lit(-1))).withColumn(CHECKSUM, col(CHECKSUM).multiply(lit(-1))))
            .groupBy(RANGE).agg(sum(COUNT).as(COUNT), sum(CHECKSUM).as(CHECKSUM)).where(col(COUNT).notEqual(0).or(col(CHECKSUM).notEqual(0))).orderBy(RANGE).collectAsList();
        if (ranges.isEmpty()) {
            return 0;
        }
        Column different = range().isin(ranges.stream().map(row -> row.getAs(RANGE)).toArray());
        Dataset<Row> differing = lakes.where(different).withColumnRenamed(Batch.SEQ, "_leat_lake").join(theirs.where(different).withColumnRenamed(Batch.SEQ, HELD).withColumnRenamed(Batch.ID, "_leat_held_id"),
            col(Batch.ID).equalTo(col("_leat_held_id")), "full_outer").where("not (_leat_lake <=> " + HELD + ")").selectExpr("coalesce(" + Batch.ID + ", _leat_held_id) " + Batch.ID, "_leat_lake", HELD).localCheckpoint();
        long keys = differing.count();
        if (repair.isEmpty() && keys > 0) {
            throw different(ranges.size(), keys, differing);
        }
        repair.filter(write -> keys > 0).ifPresent(write -> write.write(again(captured, newest, differing), 0, BatchWrite.Versions.ONE,
            lake.pipeline(approved.pipeline()).application() + "-repair-" + run, 0));
        return keys;
    }

    /** The newest versions of these keys, deletes as well. */
    private static Dataset<Row> again(Dataset<Row> captured, Dataset<Row> newest, Dataset<Row> differing) {
        Dataset<Row> seqs = newest.join(broadcast(differing.select(col(Batch.ID).as("_leat_id_again"))), col(Batch.ID).equalTo(col("_leat_id_again"))).select(Batch.SEQ);
        return captured.drop(Batch.ID).join(broadcast(seqs), Batch.SEQ).localCheckpoint();
    }

    private LeatException different(int ranges, long keys, Dataset<Row> differing) {
        Row counts = differing.selectExpr("count_if(" + HELD + " is null)", "count_if(_leat_lake is null)", "min(" + Batch.ID + ")", "max(" + Batch.ID + ")").head();
        String some = differing.orderBy(Batch.ID).limit(SHOWN).select(Batch.ID).collectAsList().stream().map(row -> row.getString(0)).collect(Collectors.joining(", "));
        return new LeatException(Kind.DATA, "pipeline '" + approved.name() + "'", keys + " keys in " + ranges + " of " + RANGES + " ranges differ between the lake and " + approved.pipeline().destination()
            + ": " + counts.getLong(0) + " are missing there, " + counts.getLong(1) + " are there and should not be, " + (keys - counts.getLong(0) - counts.getLong(1)) + " have another version; from '"
            + counts.getString(2) + "' to '" + counts.getString(3) + "', among them " + some, "Write them again from the lake: leat verify \"" + approved.flow().flow() + "\" --repair");
    }

    private static Dataset<Row> sums(Dataset<Row> versions) {
        return versions.groupBy(range().as(RANGE)).agg(count(lit(1)).as(COUNT), sum(xxhash64(col(Batch.ID), col(Batch.SEQ)).cast("decimal(38,0)")).as(CHECKSUM));
    }

    private static Column range() {
        return pmod(xxhash64(col(Batch.ID)), lit(RANGES));
    }

    /** Keys whose newest version did not arrive, for a reason. */
    private Dataset<Row> ignored(Dataset<Row> captured, Dataset<Row> newest) {
        Dataset<Row> events = new BacklogTable(spark, lake.pipeline(approved.pipeline()).backlog()).events();
        Dataset<Row> failed = newest.join(broadcast(events.groupBy(Batch.SEQ).agg(max_by(col("event"), struct(col("at"), col("order"))).as("event")).where("event <> 'replayed'")), Batch.SEQ)
            .select(col(Batch.ID).as("_leat_ignored"));
        if (approved.pipeline().transformers().stream().noneMatch(dev.leat.transform.Transformation::mayDrop)) {
            return failed;
        }
        Failures failures = new Failures();
        Counters counters = new Counters();
        spark.sparkContext().register(failures);
        spark.sparkContext().register(counters);
        Dataset<Row> live = captured.join(newest.where(col(Batch.OP).notEqual("d")).select(Batch.SEQ), Batch.SEQ);
        Dataset<Row> made = approved.program().apply(spark, live, failures, counters).select(col(Batch.ID).as("_leat_made"));
        return failed.unionByName(live.select(Batch.ID).join(made, col(Batch.ID).equalTo(col("_leat_made")), "left_anti").select(col(Batch.ID).as("_leat_ignored")));
    }
}
