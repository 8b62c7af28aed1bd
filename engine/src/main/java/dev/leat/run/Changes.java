package dev.leat.run;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.shiftleft;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.spark_partition_id;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import dev.leat.connect.Batch;
import dev.leat.connect.Reading;
import dev.leat.model.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** The columns that a capture adds to the source's own, and what is computed from them. */
final class Changes {
    static final String POS = "_leat_pos";
    static final String RUN = "_leat_run";
    static final String AT = Batch.AT;
    /** Bits of the ordinal that number the partition; the others count its rows. */
    private static final int ORDINAL_BITS = 32;

    private Changes() {}

    /** The lowest {@code _leat_seq} of a capture commit. */
    static long firstSeq(long commit) {
        return commit << ORDINAL_BITS;
    }

    static long commitOf(long seq) {
        return seq >> ORDINAL_BITS;
    }

    /**
     * {@code _leat_seq}: commit number, then partition, then row within the partition, so it is unique without counting first and follows the order in which
     * rows are read. A partition with too many rows fails the commit; it would otherwise reuse numbers.
     */
    static org.apache.spark.sql.Column seq(long commit, int partitions) {
        int partitionBits = 32 - Integer.numberOfLeadingZeros(Math.max(1, partitions - 1));
        int rowBits = ORDINAL_BITS - partitionBits;
        org.apache.spark.sql.Column row = monotonically_increasing_id().bitwiseAND((1L << 33) - 1);
        org.apache.spark.sql.Column checked = when(row.lt(1L << rowBits), row)
            .otherwise(raise_error(lit("a partition of the source has more than " + (1L << rowBits) + " rows")).cast("bigint"));
        return lit(firstSeq(commit)).plus(shiftleft(spark_partition_id().cast("bigint"), rowBits)).plus(checked).as(Batch.SEQ);
    }

    /** A hash over all captured columns; equal rows have equal hashes, also of maps, which Spark does not hash. */
    static org.apache.spark.sql.Column hash(Reading reading) {
        List<org.apache.spark.sql.Column> columns = new ArrayList<>();
        for (Column column : reading.columns()) {
            org.apache.spark.sql.Column value = quoted(column.name());
            columns.add(column.type().orElseThrow().startsWith("map") ? to_json(value) : value);
            columns.add(value.isNull());
        }
        columns.add(to_json(col(Reading.UNREADABLE)));
        return xxhash64(columns.toArray(org.apache.spark.sql.Column[]::new));
    }

    /**
     * What tells records apart: the key, and of a record without a whole one (it could not be read) also what was kept of it, so that several of them are not taken for versions
     * of one.
     */
    static List<org.apache.spark.sql.Column> identity(List<String> key, Function<String, org.apache.spark.sql.Column> column) {
        List<org.apache.spark.sql.Column> identity = new ArrayList<>(key.stream().map(column).toList());
        identity.stream().map(org.apache.spark.sql.Column::isNull).reduce(org.apache.spark.sql.Column::or)
            .ifPresent(incomplete -> identity.add(when(incomplete, to_json(column.apply(Reading.UNREADABLE)))));
        return identity;
    }

    /** The newest of each record's versions in a capture. */
    static Dataset<Row> newestOfEach(Dataset<Row> capture, List<String> key) {
        return newest(capture, identity(key, Changes::quoted).toArray(org.apache.spark.sql.Column[]::new));
    }

    /** The row with the highest {@code _leat_seq} of each group. */
    static Dataset<Row> newest(Dataset<Row> rows, List<String> by) {
        return newest(rows, by.stream().map(Changes::quoted).toArray(org.apache.spark.sql.Column[]::new));
    }

    private static Dataset<Row> newest(Dataset<Row> rows, org.apache.spark.sql.Column[] group) {
        return rows.withColumn("_leat_rank", row_number().over(Window.partitionBy(group).orderBy(col(Batch.SEQ).desc())))
            .where(col("_leat_rank").equalTo(1)).drop("_leat_rank");
    }

    /** With the time of each row's capture as the last column; all rows of a commit have the same. */
    static Dataset<Row> timed(Dataset<Row> captured, Dataset<Row> mapped) {
        Dataset<Row> commits = captured.select(shiftright(col(Batch.SEQ), ORDINAL_BITS).as("_leat_commit"), col(AT)).distinct();
        return mapped.join(broadcast(commits), shiftright(mapped.col(Batch.SEQ), ORDINAL_BITS).equalTo(col("_leat_commit"))).drop("_leat_commit");
    }

    static org.apache.spark.sql.Column quoted(String name) {
        return col("`" + name.replace("`", "``") + "`");
    }
}
