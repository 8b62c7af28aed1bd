package dev.leat.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All benchmarks. */
public final class Benchmarks {
    private static final List<Benchmark> ALL = List.of(new Capture(), new CaptureProcess(), new Search(), new MappingCost(), new ChangedRows(), new ManyPipelines(),
        new Looks(), new TaskStart(), new StatusOfMany(), new Heap(), new Live(), new LiveTopic(), new TopicToLake(), new Soak(), new ChangeCapture(), new WarehouseLoad(), new WarehouseProcess(), new WarehouseChanges(),
        new WarehouseBackfill(), new ProposalSpeed(), new TransformationQuality());

    private Benchmarks() {}

    public static List<String> names() {
        return ALL.stream().map(Benchmark::name).toList();
    }

    /**
     * Takes minutes; servers and data are made first and removed afterwards.
     *
     * @param names of {@link #names}
     * @param rows  of the large table; smaller ones shrink with it
     * @param note  is told what happens
     */
    public static List<Figure> run(List<String> names, long rows, Consumer<String> note) {
        List<Figure> figures = new ArrayList<>();
        try (Ground ground = new Ground(rows, note)) {
            for (Benchmark benchmark : ALL) {
                if (names.contains(benchmark.name())) {
                    note.accept("Measuring " + benchmark.name() + " ...");
                    List<Figure> measured = benchmark.measure(ground);
                    measured.forEach(figure -> note.accept("  " + figure.work() + ": " + figure.measured()));
                    figures.addAll(measured);
                }
            }
        }
        return figures;
    }
}
