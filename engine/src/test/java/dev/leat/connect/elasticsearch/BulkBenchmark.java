package dev.leat.connect.elasticsearch;

import dev.leat.connect.Batches;
import dev.leat.connect.Destination;
import dev.leat.connect.TestSession;
import dev.leat.model.EntityName;
import dev.leat.model.WriteMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.elasticsearch.spark.rdd.api.java.JavaEsSpark;

/** Documents a second against {@code JavaEsSpark.saveJsonToEs} with 5,000 documents and 5 MB, from the same rows in memory into indices of the same mapping. Arguments: rows, rounds. */
final class BulkBenchmark {
    private static final String[] FIELDS = {"id", "bigint", "full_name", "string", "email_hash", "string", "phone", "string", "birth_date", "date", "country", "string",
        "city", "string", "balance", "decimal(12,2)", "score", "double", "logins", "int", "active", "boolean", "theme", "string", "locale", "string", "created_at", "timestamp",
        "updated_at", "timestamp", "notes", "string"};

    private BulkBenchmark() {}

    public static void main(String[] arguments) {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        Dataset<Row> rows = rows(count).cache();
        rows.count();
        for (int round = 0; round < rounds; round++) {
            print("leat", count, "bench_leat", () -> leat(rows));
            print("saveJsonToEs with ids", count, "bench_ids", () -> yardstick(rows, "bench_ids", true));
            print("saveJsonToEs", count, "bench_plain", () -> yardstick(rows, "bench_plain", false));
        }
        System.exit(0);
    }

    private static Dataset<Row> rows(int count) {
        return TestSession.spark().range(0, count, 1, 2).selectExpr("cast(id as string) _leat_id", "'c' _leat_op", "id + 4294967296 _leat_seq", "id",
            "concat('First', id % 1000, ' Lastname', id % 7919) full_name", "sha2(cast(id as string), 256) email_hash", "concat('+44 ', id * 7919 % 10000000, '***') phone",
            "date_add(date'1950-01-01', cast(id % 20000 as int)) birth_date", "element_at(array('GB','DE','FR','NL','CH'), cast(id % 5 + 1 as int)) country",
            "concat('City', id % 500) city", "cast(id % 1000000 / 100 as decimal(12,2)) balance", "id * 0.37 score", "cast(id % 300 as int) logins", "id % 3 = 0 active",
            "element_at(array('dark','light'), cast(id % 2 + 1 as int)) theme", "element_at(array('en','de','fr'), cast(id % 3 + 1 as int)) locale",
            "timestamp_micros(1700000000000000 + id * 1000003) created_at", "timestamp_micros(1760000000000000 + id * 1003) updated_at",
            "concat('some words about user ', id, ' and what they like') notes").selectExpr("*");
    }

    private static long leat(Dataset<Row> rows) {
        try (Destination destination = new ElasticsearchConnector().destination(TestServer.site())) {
            return destination.write(new Batches("bench_leat", WriteMode.UPSERT, FIELDS).with(rows)).written();
        }
    }

    private static long yardstick(Dataset<Row> rows, String index, boolean ids) {
        Map<String, String> settings = new HashMap<>(Map.of("es.nodes", TestServer.running().address().substring("http://".length()), "es.nodes.wan.only", "true",
            "es.batch.size.entries", "5000", "es.batch.size.bytes", "5mb", "es.batch.write.refresh", "false"));
        if (ids) {
            settings.put("es.mapping.id", "id");
        }
        JavaEsSpark.saveJsonToEs(rows.drop("_leat_id", "_leat_op", "_leat_seq").toJSON().toJavaRDD(), index, settings);
        return rows.count();
    }

    private static void print(String name, int count, String index, LongSupplier work) {
        Requests server = new Requests(TestServer.site());
        server.call("DELETE", "/" + index);
        try (Destination destination = new ElasticsearchConnector().destination(TestServer.site())) {
            destination.create(EntityName.of(index), Batches.layout(WriteMode.UPSERT, FIELDS));
        }
        double client = cpuSeconds(ProcessHandle.current().pid());
        double cluster = cpuSeconds(TestServer.running().pid());
        long start = System.nanoTime();
        long written = work.getAsLong();
        double seconds = (System.nanoTime() - start) / 1e9;
        client = cpuSeconds(ProcessHandle.current().pid()) - client;
        cluster = cpuSeconds(TestServer.running().pid()) - cluster;
        server.call("POST", "/" + index + "/_refresh", Optional.empty());
        long found = server.call("GET", "/" + index + "/_count").body().path("count").asLong();
        System.out.printf("%-24s %,10.0f documents/s  (%.1f s, written %d, found %d), CPU microseconds a document: client %.1f, server %.1f)%n",
            name, count / seconds, seconds, written, found, client * 1e6 / count, cluster * 1e6 / count);
    }

    /** Tells more than the clock on a machine that does other things as well. */
    private static double cpuSeconds(long pid) {
        return ProcessHandle.of(pid).orElseThrow().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
    }
}
