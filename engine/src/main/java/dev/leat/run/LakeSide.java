package dev.leat.run;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;

import dev.leat.connect.Batch;
import dev.leat.connect.Failure;
import dev.leat.connect.Failures;
import dev.leat.lake.Lake;
import dev.leat.plan.ApprovedPipeline;
import dev.leat.transform.Counters;
import dev.leat.transform.Retyped;
import dev.leat.transform.Transformation;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What the lake says that a destination should hold: of each key the newest version, unless that is a delete. */
final class LakeSide {
    private static final String LEFT_OUT = "_leat_left_out";
    /** So many ids go to every task. */
    private static final long FEW = 200_000;

    private final SparkSession spark;
    private final ApprovedPipeline approved;
    private final Dataset<Row> newest;
    private final Failures failures = new Failures();
    private final Counters counters = new Counters();
    private Dataset<Row> leftOut;
    private long leftOutKeys;

    LakeSide(SparkSession spark, Lake lake, ApprovedPipeline approved, long version) {
        this.spark = spark;
        this.approved = approved;
        Dataset<Row> captured = Retyped.joined(spark.read().format("delta").option("versionAsOf", version).load(lake.capture(approved.source().name(), approved.pipeline().source()).table()), approved.reading().columns())
            .withColumn(Batch.ID, Ids.of(approved.reading().key())).where(col(Batch.ID).isNotNull());
        this.newest = Superseded.in(captured, approved).without(captured);
        spark.sparkContext().register(failures);
        spark.sparkContext().register(counters);
        Dataset<Row> events = new BacklogTable(spark, lake.pipeline(approved.pipeline()).backlog()).events();
        leaveOut(newest.select(Batch.ID, Batch.SEQ).join(broadcast(events.groupBy(Batch.SEQ).agg(max_by(col("event"), struct(col("at"), col("order"))).as("event")).where("event <> 'replayed'")), Batch.SEQ).select(Batch.ID));
    }

    /** {@link Batch#ID} and {@link Batch#SEQ} of what should be there. */
    Dataset<Row> versions() {
        Dataset<Row> living = newest.where(col(Batch.OP).notEqual("d")).select(Batch.ID, Batch.SEQ);
        if (approved.pipeline().transformers().stream().anyMatch(Transformation::mayDrop)) {
            Dataset<Row> made = program(living()).select(Batch.ID);
            leaveOut(leftOut.select(col(LEFT_OUT).as(Batch.ID)).union(living.select(Batch.ID).except(made)));
        }
        return known(living);
    }

    /** These and the fields that the mapping makes of them now. What could not be made is known once they have been evaluated: {@link #leaveOutUnmade}. */
    Dataset<Row> values() {
        return program(known(living()));
    }

    /** Leaves out what could not be made or was filtered out when {@link #values} was evaluated. @return whether there was any */
    boolean leaveOutUnmade() {
        if (counters.of(Counters.Name.FILTERED) > 0) {
            Dataset<Row> made = program(living()).select(Batch.ID);
            leaveOut(leftOut.select(col(LEFT_OUT).as(Batch.ID)).union(living().select(Batch.ID).except(made)));
            return true;
        }
        List<Long> seqs = failures.value().stream().map(Failure::seq).toList();
        if (!seqs.isEmpty()) {
            leaveOut(leftOut.select(col(LEFT_OUT).as(Batch.ID)).union(newest.join(broadcast(spark.createDataset(seqs, Encoders.LONG()).toDF(Batch.SEQ)), Batch.SEQ).select(Batch.ID)));
        }
        return !seqs.isEmpty();
    }

    /** Those of them that are compared. */
    Dataset<Row> known(Dataset<Row> records) {
        return leftOutKeys == 0 ? records : records.join(leftOutKeys <= FEW ? broadcast(leftOut) : leftOut, col(Batch.ID).equalTo(col(LEFT_OUT)), "left_anti");
    }

    long leftOut() {
        return leftOutKeys;
    }

    /** The newest versions of these keys as they were captured, deletes as well. */
    Dataset<Row> again(Dataset<Row> ids) {
        Dataset<Row> wanted = ids.select(col(Batch.ID).as("_leat_id_again"));
        return newest.join(ids.count() <= FEW ? broadcast(wanted) : wanted, col(Batch.ID).equalTo(col("_leat_id_again")), "left_semi").drop(Batch.ID).localCheckpoint();
    }

    private Dataset<Row> living() {
        return newest.where(col(Batch.OP).notEqual("d"));
    }

    private Dataset<Row> program(Dataset<Row> rows) {
        return approved.program().apply(spark, rows, failures, counters);
    }

    private void leaveOut(Dataset<Row> ids) {
        leftOut = ids.select(col(Batch.ID).as(LEFT_OUT)).distinct().localCheckpoint();
        leftOutKeys = leftOut.count();
    }
}
