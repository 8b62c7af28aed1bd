package dev.leat.bench;

import dev.leat.connect.Batch;
import dev.leat.connect.Failures;
import dev.leat.plan.ApprovedPipeline;
import dev.leat.run.Leat;
import dev.leat.run.Size;
import dev.leat.run.Step;
import dev.leat.transform.Counters;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** The mapping with an error for each record, against the same expressions in a plain {@code select}; from the lake to nowhere, in one warm process. */
final class MappingCost implements Benchmark {
    private static final int ROUNDS = 5;

    @Override
    public String name() {
        return "mapping-cost";
    }

    @Override
    public List<Figure> measure(Ground ground) {
        Path folder = ground.folder("mapping");
        Capture.scene(ground, folder, ground.wide(ground.rows()));
        Shell.Ended ended = ground.shell().java(Ground.options("1g"), MappingCost.class.getName(), folder.toString());
        Ground.remove(folder);
        return List.of(Figure.faster("mapping-cost", Rounds.parsed(ended.output()), 0.9, 1));
    }

    /** The measured process: the folder of the workspace. */
    public static void main(String[] arguments) {
        Scene scene = new Scene(Path.of(arguments[0]));
        Leat leat = Leat.open(scene.folder());
        SparkSession spark = leat.spark(Size.LARGE);
        scene.run(EnumSet.of(Step.CAPTURE));
        ApprovedPipeline approved = Scene.plan(leat).approved().get(0);
        Dataset<Row> captured = spark.read().format("delta").load(leat.lake().capture("db", approved.pipeline().source()).table())
            .withColumn(Batch.ID, functions.col("id").cast("string"));
        String[] plain = java.util.stream.Stream.concat(java.util.stream.Stream.of(Batch.ID, Batch.OP, Batch.SEQ),
            Fields.wide().entrySet().stream().map(field -> field.getValue() + " as " + field.getKey())).toArray(String[]::new);
        Rounds.inside(System.out, ROUNDS, round -> nowhere(mapped(spark, approved, captured)), round -> nowhere(captured.selectExpr(plain)));
        System.exit(0);
    }

    private static Dataset<Row> mapped(SparkSession spark, ApprovedPipeline approved, Dataset<Row> captured) {
        Failures failures = new Failures();
        Counters counters = new Counters();
        spark.sparkContext().register(failures);
        spark.sparkContext().register(counters);
        return approved.program().apply(spark, captured, failures, counters);
    }

    private static void nowhere(Dataset<Row> rows) {
        rows.write().format("noop").mode("overwrite").save();
    }
}
