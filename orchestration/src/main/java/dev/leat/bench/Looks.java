package dev.leat.bench;

import java.util.ArrayList;
import java.util.List;

/** Commands that move nothing, from the shell, after a run. */
final class Looks implements Benchmark {
    private static final int ROUNDS = 5;

    @Override
    public String name() {
        return "commands";
    }

    @Override
    public List<Figure> measure(Ground ground) {
        Scene scene = Capture.scene(ground, ground.folder("commands"), ground.wide(1000));
        ground.shell().leat(scene.folder(), "run", "F");
        return List.of(Figure.within("nothing new", median(ground, scene, "run", "F"), 2.5, 1),
            Figure.within("plan", median(ground, scene, "plan"), 1.5, 0.7),
            Figure.within("state show", median(ground, scene, "state", "show", "P"), 1.5, 0.7),
            Figure.within("map check", median(ground, scene, "map", "check"), 1.5, 0.7));
    }

    private static Timed median(Ground ground, Scene scene, String... command) {
        List<Timed> all = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            all.add(ground.shell().leat(scene.folder(), command).took());
        }
        return Timed.median(all);
    }
}
