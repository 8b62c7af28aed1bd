package dev.leat.transform;

import com.sun.management.OperatingSystemMXBean;
import dev.leat.connect.Failures;
import dev.leat.model.Column;
import dev.leat.model.FieldMapping;
import dev.leat.model.Problems;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;

/** By CPU time of the process, which other work on the machine changes little: mapping with errors by record against a plain select of the same expressions: 2 million rows of 12 columns from Parquet, written to nowhere. */
final class MappingBenchmark {
    private static final int ROWS = 2_000_000;
    private static final int ROUNDS = 9;
    private static final String[][] FIELDS = {
        {"id", "id"}, {"full_name", "concat_ws(' ', first_name, last_name)"}, {"email", "lower(trim(email))"}, {"phone", "phone"}, {"born", "to_date(born)"},
        {"age", "cast(age as int)"}, {"amount", "cast(amount as decimal(12,2))"}, {"active", "status = 'active'"}, {"updated", "updated"},
        {"city", "coalesce(city, 'unknown')"}, {"score", "score * 1.1"}, {"country", "upper(country)"}};

    private MappingBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        SparkSession spark = Trial.spark();
        Dataset<Row> rows = captured(spark);
        List<FieldMapping> mapping = Arrays.stream(FIELDS).map(field -> new FieldMapping(field[0], field[1])).toList();
        List<Column> source = new ArrayList<>();
        for (StructField field : rows.schema().fields()) {
            if (!field.name().startsWith("_leat")) {
                source.add(new Column(field.name(), "", Optional.of(field.dataType().sql()), true, ""));
            }
        }
        Problems problems = new Problems();
        Program program = Program.compile(new Definition("m", "f", source, List.of("id"), mapping, List.of(), List.of(), Auxiliaries.NONE, Path.of(".")), problems)
            .orElseThrow(() -> new IllegalStateException(problems.list().toString()));
        List<String> select = new ArrayList<>(List.of("_leat_id", "_leat_op", "_leat_seq"));
        Arrays.stream(FIELDS).forEach(field -> select.add(field[1] + " as " + field[0]));
        double plain = 0;
        double leat = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double a = seconds(rows.selectExpr(select.toArray(String[]::new)));
            Failures failures = new Failures();
            Counters counters = new Counters();
            spark.sparkContext().register(failures);
            spark.sparkContext().register(counters);
            double b = seconds(program.apply(spark, rows, failures, counters));
            System.out.printf("round %d: CPU of the plain select %.2f s, of the program %.2f s%n", round, a, b);
            if (round >= ROUNDS / 3) {
                plain += a;
                leat += b;
            }
        }
        System.out.printf("rate of the program against the plain select: %.2f%n", plain / leat);
        spark.stop();
    }

    private static double seconds(Dataset<Row> rows) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long start = system.getProcessCpuTime();
        rows.write().format("noop").mode("overwrite").save();
        return (system.getProcessCpuTime() - start) / 1e9;
    }

    private static Dataset<Row> captured(SparkSession spark) throws Exception {
        String path = Files.createTempDirectory("leat-benchmark-").resolve("rows").toString();
        spark.range(0, ROWS, 1, 2).selectExpr("cast(id as string) as _leat_id", "'u' as _leat_op", "id as _leat_seq", "cast(null as map<string,string>) as _leat_unreadable",
            "id", "concat('First', id % 1000) as first_name", "concat('Last', id % 5000) as last_name", "concat(' User', id, '@Example.com') as email",
            "concat('+49', id) as phone", "cast(date_add(date'1950-01-01', cast(id % 20000 as int)) as string) as born", "cast(id % 90 as string) as age",
            "cast(id % 10000 / 100 as string) as amount", "if(id % 3 = 0, 'active', 'closed') as status", "timestamp_seconds(1600000000 + id) as updated",
            "if(id % 7 = 0, null, concat('City', id % 300)) as city", "id / 7 as score", "if(id % 2 = 0, 'de', 'fr') as country").write().parquet(path);
        return spark.read().parquet(path);
    }
}
