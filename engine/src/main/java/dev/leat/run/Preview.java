package dev.leat.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import dev.leat.connect.Batch;
import dev.leat.connect.Connectors;
import dev.leat.connect.Failure;
import dev.leat.connect.Failures;
import dev.leat.connect.Range;
import dev.leat.connect.Source;
import dev.leat.plan.PipelinePlan;
import dev.leat.transform.Counters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Rows of the source as they are and as a pipeline would make them; nothing is written. */
public final class Preview {
    private Preview() {}

    /**
     * One row.
     *
     * @param before  the source columns as JSON
     * @param after   the destination fields as JSON; empty when the row would not arrive
     * @param failure why it would go to the backlog; empty when it would not: then a filter drops it, or it arrives
     */
    public record Sample(String before, Optional<String> after, Optional<Failure> failure) {}

    public static List<Sample> of(SparkSession spark, PipelinePlan plan, int most) {
        try (Source source = Connectors.source(plan.source())) {
            Optional<Range> range = source.next(plan.reading(), Optional.empty());
            return range.isEmpty() ? List.of() : samples(spark, plan, source.read(spark, plan.reading(), range.get()).limit(most));
        }
    }

    private static List<Sample> samples(SparkSession spark, PipelinePlan plan, Dataset<Row> rows) {
        Dataset<Row> numbered = rows.coalesce(1).withColumn(Batch.OP, lit("r")).withColumn(Batch.SEQ, monotonically_increasing_id())
            .localCheckpoint().withColumn(Batch.ID, Ids.of(plan.reading().key()));
        Failures failures = new Failures();
        Counters counters = new Counters();
        spark.sparkContext().register(failures);
        spark.sparkContext().register(counters);
        Dataset<Row> mapped = plan.preview().apply(spark, numbered.where(col(Batch.ID).isNotNull()), failures, counters);
        Map<Long, String> after = json(mapped, plan.layout().fields().stream().map(dev.leat.model.Column::name).toList());
        Map<Long, Failure> failed = new LinkedHashMap<>();
        failures.value().forEach(failure -> failed.put(failure.seq(), failure));
        List<Sample> samples = new ArrayList<>();
        json(numbered, plan.reading().columns().stream().map(dev.leat.model.Column::name).toList()).forEach((seq, before) ->
            samples.add(new Sample(before, Optional.ofNullable(after.get(seq)), Optional.ofNullable(failed.get(seq)))));
        return samples;
    }

    private static Map<Long, String> json(Dataset<Row> rows, List<String> names) {
        Column[] columns = names.stream().map(Changes::quoted).toArray(Column[]::new);
        Map<Long, String> json = new LinkedHashMap<>();
        rows.select(col(Batch.SEQ), to_json(struct(columns), Map.of("ignoreNullFields", "false"))).collectAsList()
            .forEach(row -> json.put(row.getLong(0), row.getString(1)));
        return json;
    }
}
