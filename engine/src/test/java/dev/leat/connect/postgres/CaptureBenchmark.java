package dev.leat.connect.postgres;

import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Site;
import dev.leat.connect.Source;
import dev.leat.connect.jdbc.LocalSpark;
import dev.leat.connect.jdbc.TestServers;
import dev.leat.model.Capture;
import dev.leat.model.EntityName;
import dev.leat.model.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Times a first capture against what Spark's own JDBC source takes. Arguments: rows (2 000 000), repetitions (4). */
public final class CaptureBenchmark {
    private static final String TABLE = """
        CREATE TABLE big AS SELECT i::bigint AS id, 'first' || i AS first_name, 'last' || (i % 5000) AS last_name, 'user' || i || '@example.com' AS email,
          (i % 90)::int AS age, (i % 100000 / 100.0)::numeric(12,2) AS balance, date '1950-01-01' + (i % 20000)::int AS birth_date,
          timestamptz '2024-01-01Z' + i * interval '1 second' AS updated_at, timestamp '2020-01-01' + i * interval '1 minute' AS created_at,
          i % 3 = 0 AS active, (i * 1.5)::float8 AS score, (i % 32000)::int2 AS region, 'street ' || (i % 1000) AS street, 'city' || (i % 300) AS city,
          (i % 7)::int AS level, CASE WHEN i % 4 = 0 THEN NULL ELSE 'note ' || i END AS note FROM generate_series(1, ROWS) AS i""";

    private CaptureBenchmark() {}

    private interface Work {
        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : 2_000_000;
        int times = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
        TestServers.Database database = TestServers.postgres("benchmark");
        database.run(TABLE.replace("ROWS", Long.toString(rows)), "ALTER TABLE big ADD PRIMARY KEY (id)", "VACUUM ANALYZE big");
        SparkSession spark = LocalSpark.session();
        spark.sparkContext().setLogLevel("ERROR");
        Site<Postgres> site = new Site<>("bench", new Postgres(Optional.of(database.url()), Optional.of(database.user()),
            Optional.of(new Secret(database.password())), Optional.empty()), ".", TestServers.RETRIES);
        Path lake = Files.createTempDirectory("capture-benchmark");
        try (Source source = new PostgresConnector().source(site)) {
            Reading reading = new Reading(EntityName.of("big"), source.schema(EntityName.of("big")).columns(), java.util.List.of("id"), Capture.incremental("updated_at"));
            double[][] rates = new double[4][times];
            for (int i = 0; i < times; i++) {
                int n = i;
                rates[0][i] = rate(rows, () -> noop(yardstick(spark, database, rows)));
                rates[1][i] = rate(rows, () -> noop(leat(spark, source, reading)));
                rates[2][i] = rate(rows, () -> yardstick(spark, database, rows).write().format("delta").save(lake.resolve("y" + n).toString()));
                rates[3][i] = rate(rows, () -> leat(spark, source, reading).write().format("delta").option("delta.dataSkippingStatsColumns", "id").save(lake.resolve("l" + n).toString()));
            }
            String[] names = {"spark.read.jdbc to nowhere", "leat to nowhere", "spark.read.jdbc to Delta", "leat to Delta, one column of statistics"};
            for (int k = 0; k < names.length; k++) {
                double[] sorted = Arrays.stream(rates[k]).sorted().toArray();
                System.out.printf("%-42s median %,10.0f rows/s  best %,10.0f   %s%n", names[k], sorted[times / 2], sorted[times - 1], Arrays.toString(Arrays.stream(rates[k]).mapToLong(Math::round).toArray()));
            }
        }
        spark.stop();
    }

    private static double rate(long rows, Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return rows / ((System.nanoTime() - start) / 1e9);
    }

    private static void noop(Dataset<Row> rows) {
        rows.write().format("noop").mode("overwrite").save();
    }

    private static Dataset<Row> leat(SparkSession spark, Source source, Reading reading) {
        Range range = source.next(reading, Optional.empty()).orElseThrow();
        return source.read(spark, reading, range);
    }

    private static Dataset<Row> yardstick(SparkSession spark, TestServers.Database database, long rows) {
        Properties properties = new Properties();
        properties.put("user", database.user());
        properties.put("password", database.password());
        properties.put("fetchsize", "10000");
        return spark.read().jdbc(database.url(), "big", "id", 1, rows, 2, properties);
    }
}
