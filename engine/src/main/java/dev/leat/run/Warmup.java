package dev.leat.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.leat.connect.Batch;
import dev.leat.connect.Failures;
import dev.leat.connect.Reading;
import dev.leat.lake.CaptureLog;
import dev.leat.lake.Lake;
import dev.leat.model.Capture;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import dev.leat.model.FieldMapping;
import dev.leat.model.Problems;
import dev.leat.model.Secret;
import dev.leat.model.Workspace;
import dev.leat.transform.Auxiliaries;
import dev.leat.transform.Counters;
import dev.leat.transform.Definition;
import dev.leat.transform.Hash;
import dev.leat.transform.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;

/** Goes the way of a row once, on a few rows of nothing, so that an archive of the loaded classes can be made. Moves no data of anyone. */
public final class Warmup {
    private static final List<Column> COLUMNS = List.of(column("id", "bigint"), column("name", "string"), column("born", "string"), column("cents", "bigint"),
        column("at", "timestamp"));
    private static final List<FieldMapping> FIELDS = List.of(new FieldMapping("id", "id"),
        new FieldMapping("name", "concat_ws(' ', initcap(trim(name)), upper(name))"), new FieldMapping("born", "cast(born as date)"),
        new FieldMapping("amount", "cast(cents as decimal(14,2)) / 100"), new FieldMapping("kind", "case name when 'a' then 'b' else 'c' end"),
        new FieldMapping("digits", "regexp_replace(name, '[^0-9]', '')"), new FieldMapping("at", "at"));

    private Warmup() {}

    /** What the light front needs: checking expressions without Spark. */
    public static Program expressions(Path workspace) {
        return Program.compile(new Definition("mappings/p.yaml", "flows/f.yaml: pipelines[0]", COLUMNS, List.of("id"), FIELDS,
            List.of(new Hash("h", List.of("name"), Optional.of(new Secret("warm")), Optional.empty())), List.of(), Auxiliaries.NONE, workspace), new Problems())
            .orElseThrow();
    }

    /** What the engine needs: a capture, a comparison with it, a stream out of it, a backlog. */
    public static void spark(Path workspace) {
        SparkSession spark = Session.start(new Workspace("warm", "./lake", Map.of(), Optional.empty(), Optional.empty(), Optional.empty()), Size.SMALL);
        CaptureLog log = Lake.at("lake", workspace).capture("source", EntityName.of("s"));
        Reading reading = new Reading(EntityName.of("s"), COLUMNS, List.of("id"), Capture.incremental("at"));
        append(rows(spark, 1), log);
        Dataset<Row> known = spark.read().format("delta").load(log.table());
        new Comparison(reading).changes(known, rows(spark, 2).select("id", "name", "born", "cents", "at", Reading.UNREADABLE)).collectAsList();
        append(rows(spark, 2), log);
        DeltaTables.rowsWritten(spark, log.table(), DeltaTables.version(spark, log.table()));
        Program program = expressions(workspace);
        VoidFunction2<Dataset<Row>, Long> batch = (rows, id) -> write(spark, program, reading, rows, workspace);
        try {
            spark.readStream().format("delta").option("startingVersion", 0).load(log.table()).writeStream().option("checkpointLocation", workspace + "/checkpoint")
                .trigger(Trigger.AvailableNow()).foreachBatch(batch).start().awaitTermination();
        } catch (StreamingQueryException | TimeoutException e) {
            throw Causes.of(e, "warm-up");
        }
        spark.stop();
    }

    private static void append(Dataset<Row> rows, CaptureLog log) {
        rows.write().format("delta").mode("append").option("txnAppId", CaptureLog.APPLICATION).option("txnVersion", 1).save(log.table());
    }

    private static void write(SparkSession spark, Program program, Reading reading, Dataset<Row> rows, Path workspace) {
        Failures failures = new Failures();
        Counters counters = new Counters();
        spark.sparkContext().register(failures);
        spark.sparkContext().register(counters);
        Dataset<Row> identified = rows.withColumn(Batch.ID, Ids.of(reading.key()));
        program.apply(spark, Changes.newest(identified, List.of(Batch.ID)), failures, counters).write().format("noop").mode("append").save();
        new BacklogTable(spark, workspace + "/backlog").failed(failures.value(), identified, reading, "warm", "warm");
    }

    /** Five rows, one of which fails. */
    private static Dataset<Row> rows(SparkSession spark, long commit) {
        return spark.range(5).select(col("id"), lit("ada").as("name"), org.apache.spark.sql.functions.when(col("id").equalTo(3), lit("?")).otherwise(lit("1990-01-01")).as("born"),
            lit(100L).as("cents"), lit(java.time.Instant.EPOCH).as("at"), lit(null).cast("map<string,string>").as(Reading.UNREADABLE), lit("r").as(Batch.OP),
            Changes.seq(commit, 2), lit("1").as(Changes.POS), lit("warm").as(Changes.RUN), lit(java.time.Instant.EPOCH).as(Changes.AT));
    }

    private static Column column(String name, String type) {
        return new Column(name, type, Optional.of(type), true, "");
    }
}
