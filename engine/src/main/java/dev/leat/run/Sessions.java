package dev.leat.run;

import dev.leat.model.Workspace;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/** Sessions on one Spark, for threads that work side by side: what one sets, as a capture does for the files it writes, is not set for another. */
final class Sessions {
    private static final Map<String, String> STREAMS = Map.of(
        // Delta would list all files of a table in the checksum of each commit, and in some time zones read them back
        "spark.databricks.delta.allFilesInCrc.enabled", "false",
        // An idle stream looks at the log of its capture so often; each look lists a folder
        "spark.sql.streaming.pollingDelay", "100ms",
        "spark.sql.streaming.noDataProgressEventInterval", "1000",
        "spark.sql.streaming.minBatchesToRetain", "10",
        "spark.sql.streaming.numRecentProgressUpdates", "5");

    private final SparkSession spark;
    private final Set<String> own;

    Sessions(SparkSession spark, Workspace workspace) {
        this.spark = spark;
        this.own = workspace.spark().map(settings -> settings.conf().keySet()).orElse(Set.of());
    }

    /** For this thread and the streams that it starts. @param pool shares the processors fairly with the others */
    SparkSession open(String pool, Size size) {
        SparkSession session = spark.newSession();
        STREAMS.forEach(session.conf()::set);
        size.settings().forEach((name, value) -> {
            if (!own.contains(name)) {
                session.conf().set(name, value);
            }
        });
        SparkSession.setActiveSession(session);
        session.sparkContext().setLocalProperty("spark.scheduler.pool", pool);
        return session;
    }
}
