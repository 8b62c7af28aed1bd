package dev.leat.run;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.xxhash64;

import dev.leat.connect.Batch;
import dev.leat.model.CaptureMode;
import dev.leat.plan.ApprovedPipeline;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * The versions in a history that a newer one of the same key has replaced. Mostly these are few: they are found by keys and versions alone, so that the rows themselves need not be sorted to leave
 * them out.
 *
 * @param seqs {@link Batch#SEQ} of each
 */
record Superseded(Dataset<Row> seqs, long count) {
    /** So many go to every task. */
    static final long FEW = 1_000_000;
    private static final String SEQ = "_leat_superseded";
    private static final String HASH = "_leat_hash";

    /** @param history whole, with {@link Batch#ID}; rows without one replace nothing */
    static Superseded in(Dataset<Row> history, ApprovedPipeline approved) {
        Dataset<Row> versions = history.select(col(Batch.ID), col(Batch.SEQ)).where(col(Batch.ID).isNotNull());
        boolean once = approved.keyIsCertain() && Set.of(CaptureMode.INCREMENTAL, CaptureMode.SNAPSHOT).contains(approved.reading().capture().mode().orElseThrow());
        return once ? afterFirst(versions) : in(versions);
    }

    /** One read of a source that guarantees the key has each only once: what came later tells which keys have several versions. */
    private static Superseded afterFirst(Dataset<Row> versions) {
        Dataset<Row> later = versions.where(col(Batch.SEQ).geq(Changes.firstSeq(2))).select(Batch.ID).distinct().localCheckpoint();
        long keys = later.count();
        return keys > FEW ? in(versions) : of(keys == 0 ? versions.limit(0) : versions.join(broadcast(later), Batch.ID));
    }

    /** @param versions {@link Batch#ID} and {@link Batch#SEQ} */
    private static Superseded in(Dataset<Row> versions) {
        Dataset<Row> hashed = versions.withColumn(HASH, xxhash64(col(Batch.ID)));
        Dataset<Row> several = hashed.groupBy(HASH).count().where("count > 1").select(HASH).localCheckpoint();
        long keys = several.count();
        return of(keys == 0 ? versions.limit(0) : hashed.join(keys <= FEW ? broadcast(several) : several, HASH));
    }

    /** @param candidates all versions of the keys that may have several */
    private static Superseded of(Dataset<Row> candidates) {
        Dataset<Row> seqs = candidates.withColumn("n", row_number().over(Window.partitionBy(Batch.ID).orderBy(col(Batch.SEQ).desc()))).where("n > 1").select(col(Batch.SEQ).as(SEQ)).localCheckpoint();
        return new Superseded(seqs, seqs.count());
    }

    /** The newest version of each key, and rows without one. */
    Dataset<Row> without(Dataset<Row> history) {
        return count == 0 ? history : history.join(count <= FEW ? broadcast(seqs) : seqs, col(Batch.SEQ).equalTo(col(SEQ)), "left_anti");
    }
}
