package dev.leat.connect;

import org.apache.spark.sql.SparkSession;

/** The one Spark session of a test process, with the settings that a run has. */
public final class TestSession {
    private static SparkSession session;

    private TestSession() {}

    public static synchronized SparkSession spark() {
        if (session == null) {
            session = SparkSession.builder().master("local[2]").appName("test")
                .config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "2").config("spark.sql.caseSensitive", "true")
                .config("spark.sql.session.timeZone", "UTC").config("spark.sql.ansi.enabled", "true").config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1").config("spark.databricks.delta.snapshotPartitions", "1")
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/leat-test-warehouse").getOrCreate();
        }
        return session;
    }
}
