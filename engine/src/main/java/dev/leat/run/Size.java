package dev.leat.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How Spark is set up for an amount of work. Starting dominates small work: there the code is interpreted and compiled simply, which starts in
 * a third of the time and would be several times slower on millions of rows. For large work compilers wait longer before they take the processor from it.
 */
public enum Size {
    SMALL(List.of("-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        Map.of("spark.sql.codegen.wholeStage", "false", "spark.sql.codegen.factoryMode", "NO_CODEGEN", "spark.sql.shuffle.partitions", "2",
            "spark.sql.adaptive.enabled", "false")),
    /** A process that goes on for days with many small batches: compiled well in time, and never new code for the numbers of a batch. */
    FOLLOWED(List.of("-Xmx1g", "-XX:+UseSerialGC"), SMALL.settings),
    LARGE(List.of("-Xmx1g", "-XX:+UseParallelGC", "-XX:CompileThresholdScaling=3"),
        Map.of("spark.sql.codegen.wholeStage", "true", "spark.sql.codegen.factoryMode", "FALLBACK", "spark.sql.shuffle.partitions", "200",
            "spark.sql.adaptive.enabled", "true"));

    private static final long SMALL_ROWS = 200_000;
    private final List<String> jvmOptions;
    private final Map<String, String> settings;

    Size(List<String> jvmOptions, Map<String, String> settings) {
        this.jvmOptions = jvmOptions;
        this.settings = settings;
    }

    /** @param rows about how many rows are to be moved; -1 when unknown, which counts as many */
    public static Size of(long rows) {
        return rows >= 0 && rows <= SMALL_ROWS ? SMALL : LARGE;
    }

    public List<String> jvmOptions() {
        List<String> options = new ArrayList<>(jvmOptions);
        options.addAll(MODULES);
        return options;
    }

    /** All sizes have the same keys, since a session may serve small work first and large work later. */
    Map<String, String> settings() {
        return settings;
    }

    /** What Spark needs opened on Java 17; the list of its own launcher. */
    private static final List<String> MODULES = List.of(
        "java.base/java.lang", "java.base/java.lang.invoke", "java.base/java.lang.reflect", "java.base/java.io", "java.base/java.net", "java.base/java.nio",
        "java.base/java.util", "java.base/java.util.concurrent", "java.base/java.util.concurrent.atomic", "java.base/jdk.internal.ref",
        "java.base/sun.nio.ch", "java.base/sun.nio.cs", "java.base/sun.security.action", "java.base/sun.util.calendar")
        .stream().map(name -> "--add-opens=" + name + "=ALL-UNNAMED").toList();
}
