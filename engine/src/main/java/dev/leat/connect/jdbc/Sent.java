package dev.leat.connect.jdbc;

import dev.leat.connect.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A batch on its way into a table. @param where connection and entity, for messages */
public record Sent(String where, Batch batch, Target target, Plan plan) {

    /** Its rows, with what is nested as JSON text. */
    JavaRDD<InternalRow> rows(Grammar grammar) {
        List<Column> columns = new ArrayList<>();
        for (StructField field : batch.rows().schema().fields()) {
            Column column = functions.col("`" + field.name().replace("`", "``") + "`");
            columns.add(grammar.asJson(field.dataType()) ? functions.to_json(column, Map.of("ignoreNullFields", "false")).as(field.name()) : column);
        }
        boolean flat = Arrays.stream(batch.rows().schema().fields()).noneMatch(field -> grammar.asJson(field.dataType()));
        return (flat ? batch.rows() : batch.rows().select(columns.toArray(Column[]::new))).queryExecution().toRdd().toJavaRDD();
    }

    /** Whether no database has columns for it but those of JSON; an array of such values too. */
    public static boolean nested(DataType type) {
        return type instanceof StructType || type instanceof MapType || type instanceof ArrayType array && (array.elementType() instanceof ArrayType || nested(array.elementType()));
    }
}
