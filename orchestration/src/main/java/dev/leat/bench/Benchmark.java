package dev.leat.bench;

import java.util.List;

/** One of the benchmarks. */
interface Benchmark {
    /** As typed. */
    String name();

    List<Figure> measure(Ground ground);
}
