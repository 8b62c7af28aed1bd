package dev.leat.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import dev.leat.connect.Batch;
import dev.leat.model.Counted;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.plan.ApprovedPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * The keys in which a destination differs from the lake.
 *
 * @param keys   {@link Batch#ID} of each, and what is different
 * @param count  how many
 * @param ranges which of {@link Sums#RANGES} they are in
 */
record Difference(ApprovedPipeline approved, LakeSide lake, Dataset<Row> keys, long count, List<Integer> ranges) {
    private static final int SHOWN = 10;
    private static final String KIND = "_leat_kind";
    private static final String FIELDS = "_leat_fields";

    /** @param expected and {@code held}: id, version where there is one, and these fields in the same form */
    static Difference of(ApprovedPipeline approved, LakeSide lake, Dataset<Row> expected, Dataset<Row> held, List<String> fields, List<Integer> ranges) {
        Dataset<Row> one = expected.as("one");
        Dataset<Row> other = held.as("other");
        Column kind = when(side("other", Batch.ID).isNull(), "missing").when(side("one", Batch.ID).isNull(), "extra");
        if (List.of(expected.columns()).contains(Batch.SEQ)) {
            kind = kind.when(not(side("one", Batch.SEQ).eqNullSafe(side("other", Batch.SEQ))), "version");
        }
        List<Column> differing = new ArrayList<>();
        fields.forEach(name -> differing.add(when(not(side("one", name).eqNullSafe(side("other", name))), lit(name))));
        Column names = differing.isEmpty() ? lit("") : concat_ws("\n", differing.toArray(Column[]::new));
        Dataset<Row> keys = one.join(other, side("one", Batch.ID).equalTo(side("other", Batch.ID)), "full_outer")
            .select(coalesce(side("one", Batch.ID), side("other", Batch.ID)).as(Batch.ID), kind.as(KIND), names.as(FIELDS))
            .where(col(KIND).isNotNull().or(col(FIELDS).notEqual(""))).localCheckpoint();
        return new Difference(approved, lake, keys, keys.count(), ranges);
    }

    private static Column side(String side, String name) {
        return col(side + ".`" + name.replace("`", "``") + "`");
    }

    /** Writes the newest version of each again. An older one never wins; a write that dies is no worse than none, as the next comparison finds what is left. */
    void repair(BatchWrite write, String application) {
        write.write(lake.again(keys), 0, BatchWrite.Versions.ONE, application, 0);
    }

    /** The keys that the lake has. */
    List<String> ids() {
        return keys.where(col(KIND).isNull().or(col(KIND).notEqual("extra"))).select(Batch.ID).as(Encoders.STRING()).collectAsList();
    }

    LeatException failure() {
        Row counts = keys.selectExpr("count_if(" + KIND + " = 'missing')", "count_if(" + KIND + " = 'extra')", "count_if(" + KIND + " = 'version')", "min(" + Batch.ID + ")", "max(" + Batch.ID + ")").head();
        List<String> what = new ArrayList<>(List.of(counts.getLong(0) + " are missing there", counts.getLong(1) + " are there and should not be", counts.getLong(2) + " have another version"));
        long values = count - counts.getLong(0) - counts.getLong(1) - counts.getLong(2);
        if (values > 0) {
            String names = keys.where(col(KIND).isNull()).selectExpr("explode(split(" + FIELDS + ", '\\n')) field").groupBy("field").count().orderBy(col("count").desc(), col("field")).limit(SHOWN).collectAsList()
                .stream().map(row -> row.getString(0) + " in " + row.getLong(1)).collect(Collectors.joining(", "));
            what.add(values + " have other values (" + names + ")");
        }
        String some = keys.orderBy(Batch.ID).limit(SHOWN).select(Batch.ID).collectAsList().stream().map(row -> row.getString(0)).collect(Collectors.joining(", "));
        return new LeatException(Kind.DATA, "pipeline '" + approved.name() + "'", "the lake and " + approved.pipeline().destination() + " differ in " + Counted.of(count, "key") + ", in " + ranges.size() + " of " + Sums.RANGES
            + " ranges: " + String.join(", ", what) + "; from '" + counts.getString(3) + "' to '" + counts.getString(4) + "', among them " + some + "; ranges " + shown(ranges),
            "Write them again from the lake: leat verify \"" + approved.flow().flow() + "\" --repair");
    }

    static String shown(List<Integer> ranges) {
        return ranges.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", ")) + (ranges.size() > SHOWN ? ", ..." : "");
    }
}
