package dev.leat.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether capture and materialization of the wide table get by with a heap. */
final class Heap implements Benchmark {

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public List<Figure> measure(Ground ground) {
        List<Figure> figures = new ArrayList<>();
        for (String heap : List.of("1g", "512m")) {
            Path folder = ground.folder("heap-" + heap);
            Capture.scene(ground, folder, ground.wide(ground.rows()));
            figures.add(figure(ground, heap, folder));
            Ground.remove(folder);
        }
        return figures;
    }

    private static Figure figure(Ground ground, String heap, Path folder) {
        String work = "with a heap of " + heap;
        try {
            Timed took = ground.shell().java(Ground.options(heap), "dev.leat.cli.Main", "run", "F", "--workspace", folder.toString()).took();
            return new Figure(work, Figure.seconds(took), "", "works", "1g", "512m");
        } catch (dev.leat.model.LeatException e) {
            ground.note(e.getMessage());
            return new Figure(work, "", "", "fails", "1g", "512m");
        }
    }
}
