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
import java.util.Set;

/** The wide table from the lake into a new table of PostgreSQL, in a warm process, against COPY of the same rows from a file into such a table. */
final class WarehouseLoad implements Benchmark {
    private static final int ROUNDS = 3;

    @Override
    public String name() {
        return "warehouse";
    }

    @Override
    public List<Figure> measure(Ground ground) {
        Path folder = ground.folder("warehouse");
        scene(ground, folder.resolve("few"), ground.wide(Math.max(1, ground.rows() / 5)));
        scene(ground, folder.resolve("all"), ground.wide(ground.rows()));
        Server postgres = ground.postgres();
        Shell.Ended ended = ground.shell().java(Ground.options("1g"), WarehouseLoad.class.getName(), folder.toString(), postgres.address(), postgres.user().orElseThrow());
        Ground.remove(folder);
        return List.of(Figure.faster("lake to PostgreSQL, first load, warm", Rounds.parsed(ended.output()), 0.3, 0.5));
    }

    /** A workspace whose pipelines {@code P0, P1, ...} bring the same capture to a table each. */
    static Scene scene(Ground ground, Path folder, String table) {
        Scene scene = Scene.in(folder, ground.postgres(), Scene.postgres(ground.postgres()));
        for (int round = 0; round <= ROUNDS; round++) {
            scene.pipeline("P" + round, table, "loaded_" + table + "_" + round, "key: [id]\ncapture: {incremental: updated_at}", Fields.wide());
        }
        return scene.approved();
    }

    /** The measured process: folder, URL, user. */
    public static void main(String[] arguments) throws IOException {
        Scene few = new Scene(Path.of(arguments[0], "few"));
        Scene all = new Scene(Path.of(arguments[0], "all"));
        Copy copy = new Copy(arguments[1], arguments[2], Files.readString(all.folder().resolve("password")));
        Leat.open(all.folder()).spark(Size.LARGE);
        Set<Step> load = EnumSet.of(Step.MATERIALIZE);
        few.run(EnumSet.of(Step.CAPTURE), "P0");
        all.run(EnumSet.of(Step.CAPTURE), "P0");
        few.run(load, "P0");
        all.run(load, "P0");
        Path file = Path.of(arguments[0], "rows.txt");
        String loaded = all.entity("P0");
        copy.out(loaded, file);
        Rounds.inside(System.out, ROUNDS, round -> all.run(round == 0 ? EnumSet.noneOf(Step.class) : load, "P" + round), round -> {
            copy.run("drop table if exists by_hand", "create table by_hand (like " + loaded + " including all)");
            copy.in("by_hand", file);
        });
        System.exit(0);
    }
}
