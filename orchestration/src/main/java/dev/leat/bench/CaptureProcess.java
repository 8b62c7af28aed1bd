package dev.leat.bench;

import dev.leat.connect.embedded.Server;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The wide table into the lake, from the shell: {@code leat run --step capture} against a program written by hand. */
final class CaptureProcess implements Benchmark {
    private static final int ROUNDS = 3;

    @Override
    public String name() {
        return "process";
    }

    @Override
    public List<Figure> measure(Ground ground) {
        String table = ground.wide(ground.rows());
        Path folder = ground.folder("process");
        List<Timed> leat = new ArrayList<>();
        List<Timed> yardstick = new ArrayList<>();
        String few = ground.wide(1000);
        ground.shell().leat(Capture.scene(ground, folder.resolve("first"), few).folder(), "run", "F", "--step", "capture"); // the archive of classes is made once
        for (int round = 0; round < ROUNDS; round++) {
            Scene scene = Capture.scene(ground, folder.resolve("leat"), table);
            yardstick.add(byHand(ground, scene, table, ground.rows(), folder.resolve("by-hand")));
            leat.add(ground.shell().leat(scene.folder(), "run", "F", "--step", "capture").took());
            Ground.remove(folder);
        }
        return List.of(Figure.faster("capture, process", new Rounds(Timed.median(leat), Timed.median(yardstick)), 1.5, 2.5));
    }

    /** @param rows 0 for a query that is read in one piece */
    static Timed byHand(Ground ground, Scene scene, String table, long rows, Path path) {
        Server postgres = ground.postgres();
        return ground.shell().java(Ground.plain("1g"), Yardstick.class.getName(), postgres.address(), postgres.user().orElseThrow(),
            scene.folder().resolve("password").toString(), table, String.valueOf(rows), path.toString()).took();
    }
}
