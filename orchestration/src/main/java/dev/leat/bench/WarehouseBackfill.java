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

/**
 * A new table of PostgreSQL filled from the history in the lake, some rows of which have two versions, with the certificate that follows; against the first load of the same table from the source,
 * into the lake and out of it.
 */
final class WarehouseBackfill implements Benchmark {
    private static final int ROUNDS = 3;

    @Override
    public String name() {
        return "warehouse-backfill";
    }

    @Override
    public List<Figure> measure(Ground ground) {
        Path folder = ground.folder("warehouse-backfill");
        String table = "history_" + ground.wide(ground.rows());
        ground.sql(List.of("create table " + table + " (like " + ground.wide(ground.rows()) + " including all)", "insert into " + table + " select * from " + ground.wide(ground.rows()), "vacuum analyze " + table));
        scene(ground, folder.resolve("history"), table, "filled");
        for (int round = 0; round <= ROUNDS; round++) {
            scene(ground, folder.resolve("first-" + round), table, "first_" + round);
        }
        Server postgres = ground.postgres();
        Shell.Ended ended = ground.shell().java(Ground.options("1g"), WarehouseBackfill.class.getName(), folder.toString(), postgres.address(), postgres.user().orElseThrow(), table);
        Ground.remove(folder);
        return List.of(Figure.faster("backfill from the lake, against the first load", Rounds.parsed(ended.output()), 1, 2));
    }

    private static void scene(Ground ground, Path folder, String table, String destination) {
        Scene scene = Scene.in(folder, ground.postgres(), Scene.postgres(ground.postgres()));
        for (int round = 0; round <= ROUNDS; round++) {
            scene.pipeline("P" + round, table, destination + "_" + round, "key: [id]\ncapture: {incremental: updated_at}", Fields.wide());
        }
        scene.approved();
    }

    /** The measured process: folder, URL, user, table. */
    public static void main(String[] arguments) throws IOException {
        Scene history = new Scene(Path.of(arguments[0], "history"));
        Copy database = new Copy(arguments[1], arguments[2], Files.readString(history.folder().resolve("password")));
        Leat.open(history.folder()).spark(Size.LARGE);
        history.run(EnumSet.of(Step.CAPTURE), "P0");
        database.run("update " + arguments[3] + " set logins = logins + 1, updated_at = now() where id % 100 = 0");
        history.run(EnumSet.of(Step.CAPTURE), "P0");
        Rounds.inside(System.out, ROUNDS, round -> history.run(EnumSet.of(Step.MATERIALIZE), "P" + round), round -> new Scene(Path.of(arguments[0], "first-" + round)).run(Step.all(), "P0"));
        System.exit(0);
    }
}
