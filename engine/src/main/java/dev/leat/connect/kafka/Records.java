package dev.leat.connect.kafka;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import dev.leat.connect.Site;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/** The records of topics: {@code key, value, topic, partition, offset, timestamp, headers} as Kafka has them, and {@code text} and {@code name}: value and key as text, Avro as JSON. */
record Records(SparkSession spark, Site<KafkaSettings> site) {

    /** One partition of the result for each of the topics, in the order of its records. */
    Dataset<Row> between(Offsets first, Offsets last) {
        DataFrameReader reader = spark.read().format("kafka").option("assign", last.partitions()).option("startingOffsets", first.spark(last))
            .option("endingOffsets", last.spark(last)).option("includeHeaders", "true").option("failOnDataLoss", "true");
        new Clients(site).settings().forEach((name, value) -> reader.option("kafka." + name, value));
        return reader.load().withColumn("text", text("value")).withColumn("name", text("key"));
    }

    /** Null where the bytes are no UTF-8, and no Avro either. */
    private Column text(String bytes) {
        Column plain = when(expr("is_valid_utf8(" + bytes + ")"), col(bytes).cast("string"));
        return site.settings().hasAvro() ? udf(new AvroText(site, bytes), DataTypes.StringType).apply(col("topic"), col(bytes)) : plain;
    }
}
