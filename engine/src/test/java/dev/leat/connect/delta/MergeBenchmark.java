package dev.leat.connect.delta;

import dev.leat.connect.Batches;
import dev.leat.connect.Destination;
import dev.leat.connect.Site;
import dev.leat.connect.TestSession;
import dev.leat.connect.Written;
import dev.leat.model.WriteMode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Seconds for an upsert of one row in a hundred, spread over a table of 16 columns. Arguments: rows of the table, rounds. */
final class MergeBenchmark {
    private static final String[] FIELDS = {"id", "bigint", "a", "string", "b", "string", "c", "string", "d", "date", "e", "string", "f", "string", "g", "decimal(12,2)",
        "h", "double", "i", "int", "j", "boolean", "k", "string", "l", "string", "m", "timestamp", "n", "timestamp", "o", "string"};

    private MergeBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        long count = arguments.length > 0 ? Long.parseLong(arguments[0]) : 2_000_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
        Path folder = Files.createTempDirectory("leat-merge");
        TestSession.spark();
        try (Destination destination = new DeltaConnector().destination(new Site<>("tables", new DeltaSettings("."), folder.toString(), new Site.Retries(1, 1, 1)))) {
            Batches batches = new Batches("users", WriteMode.UPSERT, FIELDS);
            destination.create(batches.entity(), batches.layout());
            time("first load", () -> destination.write(batches.with(rows(count, 1, 0))));
            for (int round = 1; round <= rounds; round++) {
                Dataset<Row> changed = rows(count, 100, round);
                time("upsert of 1 %", () -> destination.write(batches.with(changed)));
            }
            System.out.println(TestSession.spark().read().format("delta").load(folder.resolve("users").toString()).selectExpr("count(*)", "count(distinct _leat_id)", "sum(i)").head());
        }
        System.exit(0);
    }

    private static Dataset<Row> rows(long count, int step, int round) {
        return TestSession.spark().range(round, count, step, 2).selectExpr("cast(id as string) _leat_id", "'u' _leat_op", "id + " + (round + 1L << 32) + " _leat_seq", "id",
            "concat('First', id % 1000) a", "sha2(cast(id as string), 256) b", "concat('+44 ', id * 7919 % 10000000) c", "date_add(date'1950-01-01', cast(id % 20000 as int)) d",
            "element_at(array('GB','DE','FR'), cast(id % 3 + 1 as int)) e", "concat('City', id % 500) f", "cast(id % 1000000 / 100 as decimal(12,2)) g", "id * 0.37D h",
            round + " i", "id % 3 = 0 j", "'dark' k", "'en' l", "timestamp_micros(1700000000000000 + id * 1000003) m", "timestamp_micros(1760000000000000 + id) n",
            "concat('some words about user ', id) o");
    }

    private static void time(String what, java.util.function.Supplier<Written> work) {
        long start = System.nanoTime();
        Written written = work.get();
        System.out.printf("%-16s %.1f s  %s%n", what, (System.nanoTime() - start) / 1e9, written);
    }
}
