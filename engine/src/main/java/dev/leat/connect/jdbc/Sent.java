package dev.leat.connect.jdbc;

import dev.leat.connect.Batch;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.sql.SQLException;
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

    /** Whether all tasks run in this process. */
    boolean local() {
        return ((org.apache.spark.sql.classic.SparkSession) batch.rows().sparkSession()).sparkContext().isLocal();
    }

    /** Sends all rows on the one connection. @throws SQLException what the server said against a row */
    Filled fill(Grammar grammar, Direct direct) throws SQLException {
        try {
            return new FillTask(where, direct.opening()).over(rows(grammar));
        } catch (RuntimeException e) {
            if (direct.broken().isPresent()) {
                throw direct.broken().get();
            }
            throw e;
        }
    }

    /** @param taken by the server */
    void agree(long taken, long sent) {
        if (taken != sent) {
            throw new LeatException(Kind.SYSTEM, where, "the server took " + taken + " of " + sent + " rows", "Run again: nothing of them is kept");
        }
    }

    /** Whether no database has columns for it but those of JSON; an array of such values too. */
    public static boolean nested(DataType type) {
        return type instanceof StructType || type instanceof MapType || type instanceof ArrayType array && (array.elementType() instanceof ArrayType || nested(array.elementType()));
    }
}
