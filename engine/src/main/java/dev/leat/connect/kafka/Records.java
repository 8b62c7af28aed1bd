package dev.leat.connect.kafka;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Batch;
import dev.leat.connect.Reading;
import dev.leat.connect.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The records of a topic as rows: the columns of a reading, what could not be read, and {@code _leat_op}. A record that is no JSON object, or has a field that its column
 * cannot hold, is kept whole. A tombstone deletes the row that its key names: a JSON object by its fields, another key by the only column of the reading's key.
 */
record Records(SparkSession spark, Site<KafkaSettings> site, Reading reading) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CORRUPT = "_leat_corrupt";
    private static final Map<String, String> PARSING = Map.of("mode", "PERMISSIVE", "columnNameOfCorruptRecord", CORRUPT);

    Dataset<Row> between(Offsets first, Offsets last) {
        DataFrameReader reader = spark.read().format("kafka").option("assign", tree(last, partitions(last)).toString()).option("startingOffsets", offsets(first, last))
            .option("endingOffsets", offsets(last, last)).option("includeHeaders", "true").option("failOnDataLoss", "true");
        new Clients(site).settings().forEach((name, value) -> reader.option("kafka." + name, value));
        Dataset<Row> records = reader.load().select(col("key"), col("value"), col("timestamp"), col("headers"), text("value").as("text"), text("key").as("name"))
            .withColumn("parsed", from_json(col("text"), fields().add(CORRUPT, DataTypes.StringType), PARSING))
            .withColumn("named", from_json(when(col("value").isNull().and(col("name").startsWith("{")), col("name")), fields(), Map.of("mode", "PERMISSIVE")));
        Column readable = col("value").isNull().or(col("text").rlike("^\\s*\\{").and(col("parsed").getField(CORRUPT).isNull()));
        List<Column> selected = new ArrayList<>();
        for (dev.leat.model.Column column : reading.columns()) {
            selected.add(value(column, readable).cast(column.type().orElseThrow()).as(column.name()));
        }
        Column kept = coalesce(col("text"), expr("base64(value)"));
        selected.add(when(readable, lit(null)).otherwise(map(lit(Reading.RECORD), kept)).cast("map<string,string>").as(Reading.UNREADABLE));
        selected.add(when(col("value").isNull(), "d").otherwise("u").as(Batch.OP));
        return records.select(selected.toArray(Column[]::new));
    }

    private Column value(dev.leat.model.Column column, Column readable) {
        return switch (column.name()) {
            case Columns.KEY -> col("name");
            case Columns.TIMESTAMP -> col("timestamp");
            // Names may repeat, which a map cannot
            case Columns.HEADERS -> expr("map_from_arrays(array_distinct(headers.key), transform(array_distinct(headers.key), "
                + "name -> cast(element_at(filter(headers, header -> header.key = name), -1).value as string)))");
            default -> {
                Column named = reading.key().equals(List.of(column.name())) ? when(col("name").startsWith("{"), field("named", column)).otherwise(col("name").try_cast(column.type().orElseThrow()))
                    : field("named", column);
                yield when(col("value").isNull(), named).when(readable, field("parsed", column));
            }
        };
    }

    private static Column field(String of, dev.leat.model.Column column) {
        return col(of).getField(column.name());
    }

    /** Null where the bytes are no UTF-8. */
    private static Column text(String bytes) {
        return when(expr("is_valid_utf8(" + bytes + ")"), col(bytes).cast("string"));
    }

    private StructType fields() {
        StructType fields = new StructType();
        for (dev.leat.model.Column column : reading.columns()) {
            if (!Columns.OWN.contains(column.name())) {
                fields = fields.add(column.name(), CatalystSqlParser$.MODULE$.parseDataType(column.type().orElseThrow()));
            }
        }
        return fields;
    }

    private String offsets(Offsets of, Offsets last) {
        ObjectNode partitions = JSON.createObjectNode();
        // A partition that is new since has no first offset
        last.next().forEach((partition, end) -> partitions.put(String.valueOf(partition), of.next().getOrDefault(partition, 0L)));
        return tree(last, partitions).toString();
    }

    private static ArrayNode partitions(Offsets last) {
        ArrayNode partitions = JSON.createArrayNode();
        last.next().keySet().forEach(partitions::add);
        return partitions;
    }

    private ObjectNode tree(Offsets last, JsonNode content) {
        return JSON.createObjectNode().set(String.join(".", reading.entity().parts()), content);
    }
}
