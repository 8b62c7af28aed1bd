package dev.leat.bench;

import dev.leat.connect.embedded.Server;
import dev.leat.run.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.sql.SparkSession;

/** The wide table from the lake into a new table of PostgreSQL, from the shell, against a program of {@code df.write().jdbc} written by hand. */
final class WarehouseProcess implements Benchmark {
    private static final int ROUNDS = 3;

    @Override
    public String name() {
        return "warehouse-process";
    }

    @Override
    public List<Figure> measure(Ground ground) {
        Path folder = ground.folder("warehouse-process");
        Scene scene = WarehouseLoad.scene(ground, folder, ground.wide(ground.rows()));
        Server postgres = ground.postgres();
        String pipeline = "P0";
        scene.run(ground.shell(), EnumSet.of(Step.CAPTURE), pipeline);
        String lake = scene.capture(pipeline);
        List<Timed> leat = new ArrayList<>();
        List<Timed> byHand = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            byHand.add(ground.shell().java(Ground.plain("1g"), WarehouseProcess.class.getName(), postgres.address(), postgres.user().orElseThrow(),
                folder.resolve("password").toString(), lake, "by_hand_" + round).took());
            leat.add(scene.run(ground.shell(), EnumSet.of(Step.MATERIALIZE), "P" + round));
        }
        Ground.remove(folder);
        return List.of(Figure.faster("lake to PostgreSQL, process", new Rounds(Timed.median(leat), Timed.median(byHand)), 1.5, 3));
    }

    /** The program written by hand: URL, user, file of the password, path of the capture, table. */
    public static void main(String[] arguments) throws IOException {
        SparkSession spark = SparkSession.builder().master("local[2]").appName("by hand").config("spark.ui.enabled", "false")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog").getOrCreate();
        Properties properties = new Properties();
        properties.putAll(Map.of("user", arguments[1], "password", Files.readString(Path.of(arguments[2])), "driver", "org.postgresql.Driver", "batchsize", "10000", "reWriteBatchedInserts", "true"));
        spark.read().format("delta").load(arguments[3]).selectExpr(Fields.wide().entrySet().stream().map(field -> field.getValue() + " as " + field.getKey()).toArray(String[]::new))
            .coalesce(2).write().jdbc(arguments[0], arguments[4], properties);
        spark.stop();
    }
}
