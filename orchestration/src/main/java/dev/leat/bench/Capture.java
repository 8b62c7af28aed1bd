package dev.leat.bench;

import dev.leat.connect.embedded.Server;
import dev.leat.run.Leat;
import dev.leat.run.Size;
import dev.leat.run.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** The wide table into the lake, in one warm process, both with the same heap. */
final class Capture implements Benchmark {
    private static final int ROUNDS = 3;

    @Override
    public String name() {
        return "capture";
    }

    @Override
    public List<Figure> measure(Ground ground) {
        long few = Math.max(1, ground.rows() / 5);
        Path folder = ground.folder("capture");
        for (int round = 0; round <= ROUNDS; round++) {
            scene(ground, folder.resolve("leat-" + round), ground.wide(round == 0 ? few : ground.rows()));
        }
        Server postgres = ground.postgres();
        Shell.Ended ended = ground.shell().java(Ground.options("1g"), Capture.class.getName(), folder.toString(), postgres.address(), postgres.user().orElseThrow(),
            ground.wide(few), String.valueOf(few), ground.wide(ground.rows()), String.valueOf(ground.rows()));
        Ground.remove(folder);
        return List.of(Figure.faster("capture, warm", Rounds.parsed(ended.output()), 1.5, 3));
    }

    /** A workspace whose pipeline would bring the whole table to Delta. */
    static Scene scene(Ground ground, Path folder, String table) {
        return Scene.in(folder, ground.postgres(), Scene.delta())
            .pipeline("P", table, "copy", "capture: {incremental: updated_at}\nwrite: append", Fields.wide()).approved();
    }

    /** The measured process: folder, URL, user, then table and rows of the warm-up and of the others. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        String password = Files.readString(folder.resolve("leat-0/password"));
        SparkSession spark = Leat.open(folder.resolve("leat-0")).spark(Size.LARGE);
        Rounds.inside(System.out, ROUNDS, round -> {
            Path scene = folder.resolve("leat-" + round);
            new Scene(scene).run(EnumSet.of(Step.CAPTURE));
            Ground.remove(scene);
        }, round -> {
            int at = round == 0 ? 3 : 5;
            Path copy = folder.resolve("yardstick-" + round);
            new Yardstick(spark, arguments[1], arguments[2], password, arguments[at], Long.parseLong(arguments[at + 1])).toDelta(copy.toString());
            Ground.remove(copy);
        });
        System.exit(0);
    }
}
