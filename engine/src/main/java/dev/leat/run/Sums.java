package dev.leat.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import dev.leat.connect.Batch;
import dev.leat.lake.Certificate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Records by ranges of the hash of their key: how many there are, and a checksum of all that they hold. */
final class Sums {
    static final int RANGES = 256;

    private Sums() {}

    /** @param records {@link Batch#ID} and anything else, all of which counts */
    static Map<Integer, Certificate.Part> of(Dataset<Row> records) {
        List<Column> all = new ArrayList<>();
        for (String name : records.columns()) {
            all.add(Changes.quoted(name));
            all.add(Changes.quoted(name).isNull());
        }
        return by(range(), records, xxhash64(all.toArray(Column[]::new)));
    }

    /** @param group a number, or null where a record is in none, which counts as -1 @param hash of a record */
    static Map<Integer, Certificate.Part> by(Column group, Dataset<Row> records, Column hash) {
        Dataset<Row> sums = records.groupBy(coalesce(group, lit(-1)).cast("int").as("range")).agg(count(lit(1)), sum(hash.cast("decimal(38,0)")));
        Map<Integer, Certificate.Part> parts = new TreeMap<>();
        for (Row row : sums.collectAsList()) {
            parts.put(row.getInt(0), Certificate.Part.of(row.getLong(1), ((BigDecimal) row.get(2)).toBigInteger().longValue()));
        }
        return parts;
    }

    static List<Certificate.Range> ranges(Map<Integer, Certificate.Part> lake, Map<Integer, Certificate.Part> there) {
        TreeSet<Integer> all = new TreeSet<>(lake.keySet());
        all.addAll(there.keySet());
        return all.stream().map(range -> new Certificate.Range(range, lake.getOrDefault(range, Certificate.Part.NONE), there.getOrDefault(range, Certificate.Part.NONE))).toList();
    }

    static Column in(Collection<Certificate.Range> ranges) {
        return range().isin(ranges.stream().map(range -> (long) range.range()).toArray());
    }

    private static Column range() {
        return pmod(xxhash64(col(Batch.ID)), lit((long) RANGES));
    }
}
