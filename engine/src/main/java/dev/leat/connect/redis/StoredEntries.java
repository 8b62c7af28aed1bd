package dev.leat.connect.redis;

import dev.leat.connect.Batch;
import dev.leat.connect.Site;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** The versions of the entries that a server has: one task walks over its keys. */
record StoredEntries(Site<RedisConnection> site, EntryName.Around around) implements java.io.Serializable {
    private static final int KEYS_AT_ONCE = 1_000;
    private static final int MILLIS = 60_000;
    private static final Pattern VERSION = Pattern.compile("\\{\"" + Batch.SEQ + "\":(\\d+)[,}].*", Pattern.DOTALL);

    Dataset<Row> versions(SparkSession spark) {
        StructType columns = new StructType().add(around.part(), DataTypes.StringType).add(Batch.SEQ, DataTypes.LongType);
        JavaRDD<Row> rows = JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(List.of(this), 1).flatMap(StoredEntries::rows);
        return spark.createDataFrame(rows, columns).dropDuplicates(around.part()); // a walk may meet a key twice
    }

    private Iterator<Row> rows() {
        RedisClient client = new RedisClient(site, MILLIS, MILLIS);
        ScanParams pattern = new ScanParams().match(around.pattern()).count(KEYS_AT_ONCE);
        List<Row> rows = new ArrayList<>();
        try (Jedis jedis = client.open()) {
            String cursor = ScanParams.SCAN_POINTER_START;
            do {
                ScanResult<String> page = jedis.scan(cursor, pattern);
                List<String> keys = page.getResult().stream().filter(key -> !key.startsWith(WriteTask.DELETED)).toList();
                rows.addAll(rows(jedis, keys));
                cursor = page.getCursor();
            } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        } catch (JedisException e) {
            throw client.explained(e);
        }
        return rows.iterator();
    }

    private List<Row> rows(Jedis jedis, List<String> keys) {
        List<Response<String>> hashes = new ArrayList<>();
        List<Response<String>> texts = new ArrayList<>();
        try (Pipeline pipeline = jedis.pipelined()) {
            for (String key : keys) {
                hashes.add(pipeline.hget(key, Batch.SEQ));
                texts.add(pipeline.getrange(key, 0, 40));
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            rows.add(RowFactory.create(around.within(keys.get(i)), version(hashes.get(i), texts.get(i))));
        }
        return rows;
    }

    /** Null where the entry is not Leat's. */
    private static Long version(Response<String> hash, Response<String> text) {
        String found = either(hash);
        if (found == null) {
            Matcher document = VERSION.matcher(String.valueOf(either(text)));
            found = document.matches() ? document.group(1) : null;
        }
        return found == null || !found.matches("\\d{1,19}") ? null : Long.valueOf(found);
    }

    private static String either(Response<String> answer) {
        try {
            return answer.get();
        } catch (JedisDataException otherType) {
            if (otherType.getMessage().startsWith("WRONGTYPE")) {
                return null;
            }
            throw otherType;
        }
    }
}
