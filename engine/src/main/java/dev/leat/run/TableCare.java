package dev.leat.run;

import io.delta.tables.DeltaTable;
import java.time.Duration;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.TruncationGranularity$;
import scala.Option;

/** Makes few large files of the many small ones of a Delta table, and takes away what earlier versions had. A compaction is no change of the data, so streams do not see it. */
record TableCare(SparkSession spark, String table) {
    private static final double HOUR_MILLIS = 3_600_000;
    private static final Map<String, String> SETTINGS = Map.of(
        "spark.databricks.delta.optimize.minFileSize", String.valueOf(32L << 20),
        "spark.databricks.delta.optimize.maxFileSize", String.valueOf(128L << 20),
        "spark.databricks.delta.retentionDurationCheck.enabled", "false", // what readers need is known here
        "spark.databricks.delta.vacuum.logging.enabled", "false");

    void compact() {
        with(() -> DeltaTable.forPath(spark, table).optimize().executeCompaction());
    }

    /** @param keep versions that were the newest until so long ago stay readable */
    void forget(Duration keep) {
        with(() -> {
            DeltaTable.forPath(spark, table).vacuum(keep.toMillis() / HOUR_MILLIS);
            DeltaLog log = DeltaLog.forTable(spark, table);
            log.cleanUpExpiredLogs(log.update(false, Option.empty(), Option.empty()), Option.empty(), Option.apply(keep.toMillis()), TruncationGranularity$.MODULE$.MINUTE());
        });
    }

    private void with(Runnable work) {
        SETTINGS.forEach(spark.conf()::set);
        try {
            work.run();
        } finally {
            SETTINGS.keySet().forEach(spark.conf()::unset);
        }
    }
}
