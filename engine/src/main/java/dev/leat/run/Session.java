package dev.leat.run;

import dev.leat.connect.LocalFiles;
import dev.leat.model.Workspace;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;

/** Starts Spark as Leat needs it. */
public final class Session {
    /** Meaning depends on these, so no workspace can change them. */
    private static final Map<String, String> OWN = Map.ofEntries(
        Map.entry("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension"),
        Map.entry("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog"),
        Map.entry("spark.sql.ansi.enabled", "true"),
        Map.entry("spark.sql.session.timeZone", "UTC"),
        Map.entry("spark.sql.caseSensitive", "true"),
        Map.entry("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS"),
        Map.entry("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED"),
        Map.entry("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED"),
        Map.entry("spark.sql.streaming.stopActiveRunOnRestart", "true"),
        Map.entry("spark.sql.streaming.stopTimeout", "4s"),
        Map.entry("spark.scheduler.mode", "FAIR"), // between threads of a flow that is followed; a run has one
        Map.entry("spark.ui.enabled", "false"),
        Map.entry("spark.ui.retainedJobs", "20"), // for pages that nobody sees; a flow that is followed has millions
        Map.entry("spark.ui.retainedStages", "20"),
        Map.entry("spark.ui.retainedTasks", "200"),
        Map.entry("spark.sql.ui.retainedExecutions", "20"),
        Map.entry("spark.driver.host", "127.0.0.1"),
        Map.entry("spark.driver.bindAddress", "127.0.0.1"),
        Map.entry("spark.databricks.delta.snapshotPartitions", "1"),
        Map.entry("spark.databricks.delta.stats.collect", "true"),
        Map.entry("spark.sql.catalogImplementation", "in-memory"),
        // Classes come from the class path alone; else the compiler asks the session over RPC for each name that may be a class
        Map.entry("spark.sql.artifact.isolation.enabled", "false"),
        // Spark makes this folder, by default in the folder of the shell. Nothing is kept in it: tables of the lake go by their paths.
        Map.entry("spark.sql.warehouse.dir", Path.of(System.getProperty("java.io.tmpdir"), "leat-warehouse").toUri().toString()));

    private static final Pattern LOCAL = Pattern.compile("local\\[(\\*|[0-9]+)]");
    /** Threads beyond the processors, in a process that follows. A task keeps its thread while it waits for a server: a destination that has become slow must not keep those that others need. */
    private static final int WAITING = 8;

    private Session() {}

    /** The session of this process; made at the first call and set up for the size of work at each, shared by all pipelines of all runs. The caller stops it. */
    public static SparkSession start(Workspace workspace, Size size) {
        SparkSession.Builder builder = SparkSession.builder().appName("leat " + workspace.workspace()).master(workspace.master());
        Matcher local = LOCAL.matcher(workspace.master());
        if (size == Size.FOLLOWED && local.matches()) {
            int processors = local.group(1).equals("*") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(local.group(1));
            builder.master("local[" + (processors + WAITING) + "]").config("spark.default.parallelism", processors);
        }
        size.settings().forEach(builder::config);
        workspace.spark().ifPresent(spark -> spark.conf().forEach(builder::config));
        OWN.entrySet().stream().filter(own -> local(workspace) || !own.getKey().startsWith("spark.driver."))
            .forEach(own -> builder.config(own.getKey(), own.getValue()));
        LocalFiles.SETTINGS.forEach((name, value) -> builder.config("spark.hadoop." + name, value));
        return builder.getOrCreate();
    }

    private static boolean local(Workspace workspace) {
        return workspace.master().startsWith("local");
    }
}
