package dev.leat.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.elasticsearch.spark.rdd.api.java.JavaEsSpark;

/** The job that a good engineer writes by hand on the same Spark. @param rows of the table, whose {@code id} counts from 1 */
record Yardstick(SparkSession spark, String url, String user, String password, String table, long rows) {

    /** As a program of its own: URL, user, file of the password, table or query, rows, path. */
    public static void main(String[] arguments) throws IOException {
        SparkSession spark = SparkSession.builder().master("local[2]").appName("by hand").config("spark.ui.enabled", "false")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog").getOrCreate();
        Yardstick job = new Yardstick(spark, arguments[0], arguments[1], Files.readString(Path.of(arguments[2])), arguments[3], Long.parseLong(arguments[4]));
        job.toDelta(arguments[5]);
        spark.stop();
    }

    /** A single partition where the rows of the table are not known. */
    Dataset<Row> read() {
        Properties properties = new Properties();
        properties.putAll(Map.of("user", user, "password", password, "fetchsize", "10000", "driver", "org.postgresql.Driver"));
        return rows > 0 ? spark.read().jdbc(url, table, "id", 1, rows, 2, properties) : spark.read().jdbc(url, table, properties);
    }

    void toDelta(String path) {
        read().write().format("delta").mode("append").save(path);
    }

    void toElasticsearch(String address, String index) {
        JavaEsSpark.saveJsonToEs(read().toJSON().toJavaRDD(), index, Map.of("es.nodes", address.replace("http://", ""), "es.nodes.wan.only", "true",
            "es.mapping.id", "id", "es.batch.size.entries", "5000", "es.batch.size.bytes", "5mb", "es.batch.write.refresh", "false"));
    }
}
