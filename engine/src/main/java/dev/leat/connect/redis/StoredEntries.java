package dev.leat.connect.redis;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leat.connect.Batch;
import dev.leat.connect.Held;
import dev.leat.connect.Layout;
import dev.leat.connect.Site;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
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

/** The entries that a server has: one task walks over its keys. Texts become what they were made from; what is nested stays JSON. */
record StoredEntries(Site<RedisConnection> site, EntryName.Around around, List<String> fields) implements Serializable {
    private static final int KEYS_AT_ONCE = 1_000;
    private static final int MILLIS = 60_000;
    private static final ObjectMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    Held of(SparkSession spark, Layout layout) {
        StructType columns = new StructType().add(around.part(), DataTypes.StringType).add(Batch.SEQ, DataTypes.LongType)
            .add("_leat_texts", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType));
        JavaRDD<Row> rows = JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(List.of(this), 1).flatMap(StoredEntries::rows);
        Dataset<Row> entries = spark.createDataFrame(rows, columns).dropDuplicates(around.part()); // a walk may meet a key twice
        List<Column> selected = new ArrayList<>(List.of(quoted(around.part()), col(Batch.SEQ)));
        Map<String, String> without = new HashMap<>();
        layout.fields().stream().filter(field -> fields.contains(field.name()) && !field.name().equals(around.part())).forEach(field -> {
            String type = field.type().orElseThrow();
            Column text = col("_leat_texts").getItem(field.name());
            if (type.startsWith("binary")) {
                without.put(field.name(), "an entry keeps bytes as Base64");
            } else {
                selected.add((type.matches("(?s)(struct|array|map).*") ? text : text.cast(type)).as(field.name()));
            }
        });
        return new Held(entries.select(selected.toArray(Column[]::new)), without);
    }

    private static Column quoted(String name) {
        return col('`' + name.replace("`", "``") + '`');
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
        List<Response<Map<String, String>>> hashes = new ArrayList<>();
        List<Response<String>> documents = new ArrayList<>();
        try (Pipeline pipeline = jedis.pipelined()) {
            for (String key : keys) {
                hashes.add(pipeline.hgetAll(key));
                documents.add(pipeline.get(key));
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Map<String, String> texts = texts(hashes.get(i), documents.get(i));
            String version = texts.getOrDefault(Batch.SEQ, "");
            texts.keySet().retainAll(fields);
            rows.add(RowFactory.create(around.within(keys.get(i)), version.matches("\\d{1,19}") ? Long.valueOf(version) : null, scala.jdk.javaapi.CollectionConverters.asScala(texts)));
        }
        return rows;
    }

    /** Empty where the entry is neither a hash nor a document. */
    private static Map<String, String> texts(Response<Map<String, String>> hash, Response<String> document) {
        try {
            return new HashMap<>(hash.get());
        } catch (JedisDataException otherType) {
            if (!otherType.getMessage().startsWith("WRONGTYPE")) {
                throw otherType;
            }
        }
        Map<String, String> texts = new HashMap<>();
        try {
            JSON.readTree(document.get()).properties().forEach(field -> texts.put(field.getKey(), text(field.getValue())));
        } catch (JedisDataException otherType) {
            if (!otherType.getMessage().startsWith("WRONGTYPE")) {
                throw otherType;
            }
        } catch (IOException notLeats) {
            return texts;
        }
        return texts;
    }

    private static String text(JsonNode value) {
        return value.isContainerNode() ? value.toString() : value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
    }
}
