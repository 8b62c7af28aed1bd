package dev.leat.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One row in a hundred changed; captured, mapped and written to Delta from the shell, against a program that only appends these rows. */
final class ChangedRows implements Benchmark {
    private static final int ROUNDS = 3;
    private static final int ONE_IN = 100;

    @Override
    public String name() {
        return "changes";
    }

    @Override
    public List<Figure> measure(Ground ground) {
        String table = ground.wide(ground.rows());
        Scene append = scene(ground, "append", table);
        Scene upsert = scene(ground, "upsert", table);
        ground.note("Loading both for the first time ...");
        ground.shell().leat(append.folder(), "run", "F");
        ground.shell().leat(upsert.folder(), "run", "F");
        Path copy = ground.folder("changes-by-hand");
        CaptureProcess.byHand(ground, append, table, ground.rows(), copy);
        List<Timed> appended = new ArrayList<>();
        List<Timed> upserted = new ArrayList<>();
        List<Timed> byHand = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            ground.sql(List.of(Tables.change(table, ONE_IN, round)));
            String changed = "(select * from %s where id %% %d = %d and updated_at > timestamptz '2026-01-01Z') changed".formatted(table, ONE_IN, round);
            appended.add(ground.shell().leat(append.folder(), "run", "F").took());
            byHand.add(CaptureProcess.byHand(ground, append, changed, 0, copy));
            upserted.add(ground.shell().leat(upsert.folder(), "run", "F").took());
        }
        Timed yardstick = Timed.median(byHand);
        return List.of(Figure.part("changes, append", new Rounds(Timed.median(appended), yardstick), 0.8, 0.3),
            Figure.part("changes, upsert", new Rounds(Timed.median(upserted), yardstick), 0.8, 0.3));
    }

    private static Scene scene(Ground ground, String write, String table) {
        return Scene.in(ground.folder("changes-" + write), ground.postgres(), Scene.delta())
            .pipeline("P", table, "copy", "key: [id]\ncapture: {incremental: updated_at}\nwrite: " + write, Fields.wide()).approved();
    }
}
