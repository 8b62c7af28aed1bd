package dev.leat.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a further small pipeline of a flow costs: ten against one, each with changed rows, from the shell. */
final class ManyPipelines implements Benchmark {
    private static final int ROUNDS = 3;
    private static final int MANY = 10;

    @Override
    public String name() {
        return "pipelines";
    }

    @Override
    public List<Figure> measure(Ground ground) {
        long rows = Math.max(1000, ground.rows() / 100);
        List<String> tables = IntStream.range(0, MANY).mapToObj(i -> "small_" + i).toList();
        tables.forEach(table -> ground.sql(Tables.wide(table, rows)));
        Scene one = scene(ground, "one", tables.subList(0, 1));
        Scene ten = scene(ground, "ten", tables);
        ground.shell().leat(one.folder(), "run", "F");
        ground.shell().leat(ten.folder(), "run", "F");
        List<Timed> ones = new ArrayList<>();
        List<Timed> tens = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            int now = round;
            tables.forEach(table -> ground.sql(List.of(Tables.change(table, 10, now))));
            ones.add(ground.shell().leat(one.folder(), "run", "F").took());
            tens.add(ground.shell().leat(ten.folder(), "run", "F").took());
        }
        Timed few = Timed.median(ones);
        Timed many = Timed.median(tens);
        Timed further = new Timed((many.wall() - few.wall()) / (MANY - 1), (many.cpu() - few.cpu()) / (MANY - 1));
        return List.of(Figure.within("a further pipeline", further, 2, 0.5));
    }

    private static Scene scene(Ground ground, String name, List<String> tables) {
        Scene scene = Scene.in(ground.folder("pipelines-" + name), ground.postgres(), Scene.elasticsearch(ground.elasticsearch()));
        for (String table : tables) {
            scene = scene.pipeline("P_" + table, table, name + "_" + table, "key: [id]\ncapture: {incremental: updated_at}", Fields.wide());
        }
        return scene.approved();
    }
}
