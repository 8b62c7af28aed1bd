package dev.leat.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.to_json;

import dev.leat.connect.Batch;
import dev.leat.connect.Destination;
import dev.leat.connect.Held;
import dev.leat.connect.Layout;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import dev.leat.model.WriteMode;
import dev.leat.plan.ApprovedPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * What a swap would change for those who read the destination, row by row. Rows of which one of the two has a newer version are counted and not compared: they differ because time has passed.
 *
 * @param live         rows of the live one
 * @param shadow       rows of the shadow
 * @param otherVersion rows of both, of which one has a newer version
 * @param different    rows of both in the same version, with other values
 * @param fields       in which these rows differ; only those that differ
 * @param added        fields that only the shadow has
 * @param removed      fields that only the live one has
 * @param without      fields that were not compared, and why
 */
public record Differences(long live, long shadow, long onlyLive, long onlyShadow, long otherVersion, long different, List<FieldDifference> fields, List<String> added, List<String> removed,
                          Map<String, String> without) {
    private static final int EXAMPLES = 3;
    private static final String LIVE = "_leat_live_";
    private static final String SHADOW = "_leat_shadow_";
    private static final String BOTH = LIVE + "id is not null and " + SHADOW + "id is not null";

    /** Of one field. Examples are for the person who looks: they are values of rows. */
    public record FieldDifference(String field, long rows, List<Example> examples) {}

    public record Example(String key, String live, String shadow) {}

    /** Empty where the destination cannot say which rows it has. */
    static Optional<Differences> of(SparkSession spark, ApprovedPipeline approved, Destination destination, EntityName live, EntityName shadow) {
        if (approved.pipeline().writeMode() != WriteMode.UPSERT) {
            return Optional.empty();
        }
        Layout then = layout(approved, destination, live);
        Layout now = layout(approved, destination, shadow);
        List<String> common = names(then).stream().filter(names(now)::contains).toList();
        Optional<Held> first = destination.held(spark, live, then, common);
        Optional<Held> second = destination.held(spark, shadow, now, common);
        return first.isEmpty() || second.isEmpty() ? Optional.empty() : Optional.of(compared(then, now, common, first.get(), second.get()));
    }

    private static Layout layout(ApprovedPipeline approved, Destination destination, EntityName entity) {
        List<Column> fields = destination.schema(entity).stream().flatMap(schema -> schema.columns().stream()).filter(column -> column.type().isPresent()).toList();
        List<String> key = approved.layout().key();
        boolean keyed = fields.stream().map(Column::name).toList().containsAll(key);
        return new Layout(fields, keyed ? key : List.of(), approved.layout().mode(), approved.layout().deletes(), approved.layout().entry());
    }

    private static List<String> names(Layout layout) {
        return layout.fields().stream().map(Column::name).toList();
    }

    private static Differences compared(Layout then, Layout now, List<String> common, Held live, Held shadow) {
        Map<String, String> without = new TreeMap<>(live.without());
        without.putAll(shadow.without());
        List<String> fields = common.stream().filter(name -> !without.containsKey(name)).toList();
        Dataset<Row> joined = joined(sided(then, live, fields, LIVE), sided(now, shadow, fields, SHADOW)).persist(StorageLevel.DISK_ONLY());
        try {
            boolean versioned = List.of(joined.columns()).containsAll(List.of(LIVE + "seq", SHADOW + "seq"));
            String same = BOTH + (versioned ? " and " + LIVE + "seq <=> " + SHADOW + "seq" : "");
            List<org.apache.spark.sql.Column> counts = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                counts.add(count_if(expr(same).and(differs(joined, i))).as("f" + i));
            }
            org.apache.spark.sql.Column any = IntStream.range(0, fields.size()).mapToObj(i -> differs(joined, i)).reduce(org.apache.spark.sql.Column::or).orElse(lit(false));
            counts.add(count_if(expr(same).and(any)).as("different"));
            counts.add(count_if(expr(BOTH + " and not (" + same + ")")).as("versions"));
            counts.add(count_if(col(SHADOW + "id").isNull()).as("onlyLive"));
            counts.add(count_if(col(LIVE + "id").isNull()).as("onlyShadow"));
            Row all = joined.agg(count(lit(1)).as("all"), counts.toArray(org.apache.spark.sql.Column[]::new)).head();
            List<FieldDifference> found = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                long rows = all.<Long>getAs("f" + i);
                if (rows > 0) {
                    found.add(new FieldDifference(fields.get(i), rows, examples(joined.where(same).where(differs(joined, i)), i)));
                }
            }
            long onlyLive = all.<Long>getAs("onlyLive");
            long onlyShadow = all.<Long>getAs("onlyShadow");
            return new Differences(all.<Long>getAs("all") - onlyShadow, all.<Long>getAs("all") - onlyLive, onlyLive, onlyShadow, all.<Long>getAs("versions"), all.<Long>getAs("different"), found,
                names(now).stream().filter(name -> !common.contains(name)).toList(), names(then).stream().filter(name -> !common.contains(name)).toList(), without);
        } finally {
            joined.unpersist();
        }
    }

    private static Dataset<Row> sided(Layout layout, Held held, List<String> fields, String side) {
        List<String> columns = List.of(held.rows().columns());
        List<org.apache.spark.sql.Column> chosen = new ArrayList<>();
        chosen.add((columns.contains(Batch.ID) ? col(Batch.ID) : Ids.of(layout.key())).as(side + "id"));
        if (columns.contains(Batch.SEQ)) {
            chosen.add(col(Batch.SEQ).as(side + "seq"));
        }
        for (int i = 0; i < fields.size(); i++) {
            chosen.add(value(Changes.quoted(fields.get(i)), held.rows().schema().apply(fields.get(i)).dataType()).as(side + i));
        }
        return held.rows().select(chosen.toArray(org.apache.spark.sql.Column[]::new));
    }

    private static org.apache.spark.sql.Column value(org.apache.spark.sql.Column column, DataType type) {
        return type instanceof StructType || type instanceof ArrayType || type instanceof MapType ? to_json(column) : type instanceof NumericType ? column : column.cast("string");
    }

    private static Dataset<Row> joined(Dataset<Row> live, Dataset<Row> shadow) {
        return live.join(shadow, live.col(LIVE + "id").equalTo(shadow.col(SHADOW + "id")), "full_outer");
    }

    /** Numbers by their value, all else by its text. */
    private static org.apache.spark.sql.Column differs(Dataset<Row> joined, int field) {
        boolean numbers = joined.schema().apply(LIVE + field).dataType() instanceof NumericType && joined.schema().apply(SHADOW + field).dataType() instanceof NumericType;
        org.apache.spark.sql.Column live = col(LIVE + field);
        org.apache.spark.sql.Column shadow = col(SHADOW + field);
        return not(numbers ? live.eqNullSafe(shadow) : live.cast("string").eqNullSafe(shadow.cast("string")));
    }

    private static List<Example> examples(Dataset<Row> different, int field) {
        return different.select(coalesce(col(LIVE + "id"), col(SHADOW + "id")).as("id"), col(LIVE + field).cast("string"), col(SHADOW + field).cast("string")).orderBy("id").limit(EXAMPLES).collectAsList().stream()
            .map(row -> new Example(row.getString(0), row.getString(1), row.getString(2))).toList();
    }
}
