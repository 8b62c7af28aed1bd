package dev.leat.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;

import dev.leat.connect.Batch;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Waiting records as documents. */
record Waiting(Dataset<Row> rows) {
    List<Map<String, Object>> records(int most) {
        return documents(rows.orderBy(Batch.SEQ).limit(most));
    }

    /** Most frequent first; the example is the oldest record. */
    List<Map<String, Object>> causes() {
        return documents(rows.groupBy("reason", "stage", "field").agg(count(lit(1)).as("records"), min_by(col("id"), col(Batch.SEQ)).as("id"),
            min_by(col("value"), col(Batch.SEQ)).as("value"), min_by(col("detail"), col(Batch.SEQ)).as("detail"))
            .orderBy(col("records").desc(), col("reason"), col("field")));
    }

    static Column condition(Chosen chosen) {
        return chosen.reason().map(code -> col("reason").equalTo(code)).orElse(lit(true))
            .and(chosen.run().map(id -> col("run").equalTo(id)).orElse(lit(true)));
    }

    static List<String> texts(Map<String, Object> document, String... keys) {
        return Arrays.stream(keys).map(key -> String.valueOf(document.getOrDefault(key, ""))).toList();
    }

    private static List<Map<String, Object>> documents(Dataset<Row> rows) {
        String[] names = rows.columns();
        return rows.collectAsList().stream().map(row -> {
            Map<String, Object> document = new LinkedHashMap<>();
            for (int i = 0; i < names.length; i++) {
                document.put(names[i], row.isNullAt(i) ? "" : row.get(i));
            }
            return document;
        }).toList();
    }
}
