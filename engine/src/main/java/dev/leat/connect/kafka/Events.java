package dev.leat.connect.kafka;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.when;

import dev.leat.connect.Batch;
import dev.leat.connect.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Records as rows: the columns of a reading, what could not be read, and {@code _leat_op}. A record that is no JSON object, or has a field that its column cannot hold, is kept whole. A
 * tombstone deletes the row that its key names: a JSON object by its fields, another key by the only column of the reading's key.
 */
record Events(Reading reading) {
    private static final String CORRUPT = "_leat_corrupt";
    private static final Map<String, String> PARSING = Map.of("mode", "PERMISSIVE", "columnNameOfCorruptRecord", CORRUPT);

    Dataset<Row> of(Dataset<Row> records) {
        Dataset<Row> parsed = records.withColumn("parsed", from_json(col("text"), Columns.fields(reading).add(CORRUPT, DataTypes.StringType), PARSING))
            .withColumn("named", from_json(when(col("value").isNull().and(col("name").startsWith("{")), col("name")), Columns.fields(reading), Map.of("mode", "PERMISSIVE")));
        Column readable = col("value").isNull().or(col("text").rlike("^\\s*\\{").and(col("parsed").getField(CORRUPT).isNull()));
        List<Column> selected = new ArrayList<>();
        for (dev.leat.model.Column column : reading.columns()) {
            selected.add(Columns.own(column.name()).orElseGet(() -> value(column, readable)).cast(column.type().orElseThrow()).as(column.name()));
        }
        Column kept = coalesce(col("text"), expr("base64(value)"));
        selected.add(when(readable, lit(null)).otherwise(map(lit(Reading.RECORD), kept)).cast("map<string,string>").as(Reading.UNREADABLE));
        selected.add(when(col("value").isNull(), "d").otherwise("u").as(Batch.OP));
        return parsed.select(selected.toArray(Column[]::new));
    }

    private Column value(dev.leat.model.Column column, Column readable) {
        Column named = reading.key().equals(List.of(column.name()))
            ? when(col("name").startsWith("{"), field("named", column)).otherwise(col("name").try_cast(column.type().orElseThrow())) : field("named", column);
        return when(col("value").isNull(), named).when(readable, field("parsed", column));
    }

    private static Column field(String of, dev.leat.model.Column column) {
        return col(of).getField(column.name());
    }
}
