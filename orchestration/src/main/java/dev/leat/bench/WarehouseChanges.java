package dev.leat.bench;

import dev.leat.connect.Batch;
import dev.leat.connect.Connectors;
import dev.leat.connect.Destination;
import dev.leat.connect.Failures;
import dev.leat.connect.Written;
import dev.leat.connect.embedded.Server;
import dev.leat.model.EntityName;
import dev.leat.plan.ApprovedPipeline;
import dev.leat.run.Leat;
import dev.leat.run.Size;
import dev.leat.run.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One row in a hundred changed, into the table that has them all: one batch through the destination, against COPY to a temporary table and INSERT ... ON CONFLICT. On both sides it is known before
 * in which files the rows are, as a stream knows it that follows the lake; reading them counts.
 */
final class WarehouseChanges implements Benchmark {
    private static final int ROUNDS = 3;
    private static final int ONE_IN = 100;

    @Override
    public String name() {
        return "warehouse-changes";
    }

    @Override
    public List<Figure> measure(Ground ground) {
        Path folder = ground.folder("warehouse-changes");
        Scene scene = WarehouseLoad.scene(ground, folder, ground.wide(ground.rows()));
        scene.run(ground.shell(), EnumSet.of(Step.CAPTURE), "P0");
        scene.run(ground.shell(), EnumSet.of(Step.MATERIALIZE), "P0");
        Server postgres = ground.postgres();
        Shell.Ended ended = ground.shell().java(Size.SMALL.jvmOptions(), WarehouseChanges.class.getName(), folder.toString(), postgres.address(), postgres.user().orElseThrow());
        Ground.remove(folder);
        return List.of(Figure.faster("20 k changed rows into 2 M of PostgreSQL, warm", Rounds.parsed(ended.output()), 0.5, 0.8));
    }

    /** The measured process: folder, URL, user. */
    public static void main(String[] arguments) throws IOException {
        Scene scene = new Scene(Path.of(arguments[0]));
        Leat leat = Leat.open(scene.folder());
        SparkSession spark = leat.spark(Size.SMALL);
        Copy copy = new Copy(arguments[1], arguments[2], Files.readString(scene.folder().resolve("password")));
        String loaded = scene.entity("P0");
        copy.run("create table by_hand (like " + loaded + " including all)", "insert into by_hand select * from " + loaded, "vacuum analyze by_hand", "vacuum analyze " + loaded);
        ApprovedPipeline approved = Scene.plan(leat).approved().get(0);
        String columns = Tables.COLUMNS.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
        String set = Tables.COLUMNS.stream().filter(name -> !name.equals("id")).map(name -> '"' + name + "\" = excluded.\"" + name + '"').collect(Collectors.joining(", "));
        List<Dataset<Row>> batches = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            changed(spark, scene, arguments[0], round).write().format("delta").save(arguments[0] + "/changed-" + round);
            copy.out("(select " + columns.replace("\"logins\"", "logins + 1") + " from " + loaded + " where id % " + ONE_IN + " = " + round + ")", Path.of(arguments[0], "changed-" + round + ".txt"));
            Dataset<Row> rows = spark.read().format("delta").load(arguments[0] + "/changed-" + round);
            rows.queryExecution().optimizedPlan();
            batches.add(rows);
        }
        try (Destination destination = Connectors.destination(approved.destination())) {
            Rounds.inside(System.out, ROUNDS, round -> {
                Failures failures = new Failures();
                spark.sparkContext().register(failures);
                Written written = destination.write(new Batch(EntityName.of(loaded), approved.layout(), batches.get(round), "bench", round, failures));
                if (written.written() == 0 || written.older() > 0 || !failures.isZero()) {
                    throw new IllegalStateException("round " + round + " wrote " + written);
                }
            }, round -> copy.upsert("by_hand", columns, set, Path.of(arguments[0], "changed-" + round + ".txt")));
        }
        System.exit(0);
    }

    /** As a mapping makes them of newer versions in the capture. */
    private static Dataset<Row> changed(SparkSession spark, Scene scene, String folder, int round) {
        String fields = Fields.wide().entrySet().stream().map(field -> (field.getKey().equals("logins") ? "logins + 1" : field.getValue()) + " as " + field.getKey()).collect(Collectors.joining("\u0001"));
        List<String> all = new ArrayList<>(List.of("cast(id as string) as _leat_id", "'u' as _leat_op", "_leat_seq + " + (1L << 40) + " as _leat_seq"));
        all.addAll(List.of(fields.split("\u0001")));
        return spark.read().format("delta").load(scene.capture("P0")).where("id % " + ONE_IN + " = " + round).selectExpr(all.toArray(String[]::new)).coalesce(2);
    }
}
