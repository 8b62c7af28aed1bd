package dev.leat.connect.kafka;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import dev.leat.connect.Batch;
import dev.leat.connect.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/**
 * Change events as Debezium writes them, as events of rows. A change of a key comes as a delete and a create of its own, which may lie in different partitions. The tombstone behind a delete says
 * nothing new. A truncate has no key: where a topic has several partitions, the events of a range that holds one are put in the order of the database's own time of their transactions, which
 * is that of each key as well.
 */
record Changes(Reading reading) {
    private static final String CORRUPT = "_leat_corrupt";
    private static final Column OP = col("event.op");

    Dataset<Row> of(Dataset<Row> records) {
        StructType row = Columns.fields(reading);
        StructType event = new StructType().add("op", DataTypes.StringType).add("before", row).add("after", row)
            .add("source", new StructType().add("ts_ms", DataTypes.LongType).add("ts_us", DataTypes.LongType).add("ts_ns", DataTypes.LongType)).add(CORRUPT, DataTypes.StringType);
        Dataset<Row> parsed = records.where(col("value").isNotNull())
            .withColumn("event", from_json(unwrapped("text"), event, Map.of("mode", "PERMISSIVE", "columnNameOfCorruptRecord", CORRUPT)))
            .withColumn("named", from_json(unwrapped("name"), row, Map.of("mode", "PERMISSIVE")))
            .withColumn("readable", coalesce(OP.isNotNull().and(col("event." + CORRUPT).isNull()), lit(false)))
            .where("not readable or event.op in ('c', 'u', 'r', 'd', 't')"); // messages of the log and heartbeats are no changes of rows
        List<Column> selected = new ArrayList<>();
        List<Column> unchanged = new ArrayList<>();
        for (dev.leat.model.Column column : reading.columns()) {
            Column value = Columns.own(column.name()).orElseGet(() -> value(column.name()));
            Column left = reading.key().contains(column.name()) || Columns.OWN.contains(column.name()) ? lit(false) : unavailable(value, row.apply(column.name()).dataType());
            unchanged.add(when(left, column.name()));
            selected.add(when(coalesce(left, lit(false)).or(OP.equalTo("t")), lit(null)).otherwise(value).cast(column.type().orElseThrow()).as(column.name()));
        }
        selected.add(when(col("readable"), lit(null)).otherwise(map(lit(Reading.RECORD), coalesce(col("text"), expr("base64(value)")))).cast("map<string,string>").as(Reading.UNREADABLE));
        selected.add(when(col("readable"), OP).otherwise("u").as(Batch.OP));
        Column names = filter(array(unchanged.toArray(Column[]::new)), Column::isNotNull);
        selected.add(when(col("readable").and(OP.notEqual("d")).and(size(names).gt(0)), names).cast("array<string>").as(Reading.UNCHANGED));
        return inOrder(parsed).select(selected.toArray(Column[]::new));
    }

    private static Dataset<Row> inOrder(Dataset<Row> parsed) {
        boolean several = parsed.queryExecution().toRdd().getNumPartitions() > 1;
        boolean truncated = several && !parsed.where(col("key").isNull().and(OP.equalTo("t"))).isEmpty();
        Column time = coalesce(col("event.source.ts_ns"), col("event.source.ts_us").multiply(1_000L), col("event.source.ts_ms").multiply(1_000_000L));
        return truncated ? parsed.repartition(1).sortWithinPartitions(time, col("topic"), col("partition"), col("offset")) : parsed;
    }

    /** Without the schema beside it. */
    private static Column unwrapped(String text) {
        Column payload = when(get_json_object(col(text), "$.schema").isNotNull(), get_json_object(col(text), "$.payload"));
        return coalesce(payload, col(text));
    }

    /** What a delete tells of its row may be the key alone, or nothing where only the record's key has it. */
    private Column value(String name) {
        Column before = col("event.before").getField(name);
        Column of = when(OP.equalTo("d"), reading.key().contains(name) ? coalesce(before, col("named").getField(name)) : before).otherwise(col("event.after").getField(name));
        return when(col("readable"), of);
    }

    private static Column unavailable(Column value, DataType type) {
        List<Object> words = List.of(Envelope.UNAVAILABLE, Envelope.UNAVAILABLE_BYTES);
        if (type instanceof ArrayType array && array.elementType() instanceof StringType) {
            return coalesce(size(value).equalTo(1).and(value.getItem(0).isin(words.toArray())), lit(false));
        }
        return type instanceof StringType ? coalesce(value.isin(words.toArray()), lit(false)) : lit(false);
    }
}
