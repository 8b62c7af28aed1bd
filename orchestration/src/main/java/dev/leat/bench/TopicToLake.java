package dev.leat.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;

import dev.leat.run.Leat;
import dev.leat.run.Size;
import dev.leat.run.Step;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** A topic of JSON records into the lake, in one warm process, against the Structured Streaming job that reads its fields into a Delta table. */
final class TopicToLake implements Benchmark {
    private static final int ROUNDS = 3;

    @Override
    public String name() {
        return "topic";
    }

    @Override
    public List<Figure> measure(Ground ground) {
        long few = Math.max(1, ground.rows() / 10);
        long many = Math.max(1, ground.rows() / 2);
        String address = ground.kafka().address();
        ground.note("Making topics of " + few + " and " + many + " records ...");
        new Records(address).fill("few", few);
        new Records(address).fill("many", many);
        Path folder = ground.folder("topic");
        for (int round = 0; round <= ROUNDS; round++) {
            Scene.between(folder.resolve("leat-" + round), "{type: kafka, url: \"" + address + "\"}", Scene.delta())
                .pipeline("P", round == 0 ? "few" : "many", "copy", "capture: stream\nkey: [id]", Map.of("id", "id", "name", "name")).approved();
        }
        Shell.Ended ended = ground.shell().java(Ground.options("1g"), TopicToLake.class.getName(), folder.toString(), address);
        Ground.remove(folder);
        return List.of(Figure.faster("Kafka to lake, against a streaming job", Rounds.parsed(ended.output()), 0.9, 1.0));
    }

    /** The measured process: folder, brokers. */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        SparkSession spark = Leat.open(folder.resolve("leat-0")).spark(Size.LARGE);
        Rounds.inside(System.out, ROUNDS, round -> {
            Path scene = folder.resolve("leat-" + round);
            new Scene(scene).run(EnumSet.of(Step.CAPTURE));
            Ground.remove(scene);
        }, round -> {
            Path copy = folder.resolve("yardstick-" + round);
            byHand(spark, arguments[1], round == 0 ? "few" : "many", copy);
            Ground.remove(copy);
        });
        System.exit(0);
    }

    private static void byHand(SparkSession spark, String address, String topic, Path folder) {
        try {
            spark.readStream().format("kafka").option("kafka.bootstrap.servers", address).option("subscribe", topic).option("startingOffsets", "earliest").load()
                .select(from_json(col("value").cast("string"), (StructType) DataType.fromDDL(Records.FIELDS)).as("value"), col("key").cast("string"), col("timestamp"))
                .select("value.*", "key", "timestamp")
                .writeStream().format("delta").option("checkpointLocation", folder.resolve("checkpoint").toString()).trigger(Trigger.AvailableNow())
                .start(folder.resolve("table").toString()).awaitTermination();
        } catch (StreamingQueryException e) {
            throw new IllegalStateException(e);
        }
    }
}
