package dev.leat.connect.delta;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.leat.connect.Batch;
import dev.leat.connect.Written;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/** One batch into one table, as one commit. */
final class Write {
    static final String DELETE = "_leat_op = 'd'";
    private final Batch batch;
    private final String path;
    private final List<String> columns;
    private final Dataset<Row> rows;

    /** @param table the columns that the table has */
    Write(Batch batch, String path, StructType table) {
        this.batch = batch;
        this.path = path;
        List<String> names = List.of(batch.rows().columns());
        List<StructField> filled = Arrays.stream(table.fields()).filter(column -> names.contains(column.name())).toList();
        this.columns = filled.stream().map(StructField::name).toList();
        List<Column> selected = new ArrayList<>(filled.stream().map(column -> col(quoted(column.name())).cast(column.dataType()).as(column.name())).toList());
        selected.add(col(Batch.OP));
        if (!columns.contains(Batch.ID)) {
            selected.add(col(Batch.ID));
        }
        this.rows = batch.rows().select(selected.toArray(Column[]::new));
    }

    /** All but deletes, as new rows: for appends, and for upserts into a table without rows. */
    Written append() {
        Observation counts = new Observation();
        Dataset<Row> written = rows.observe(counts, count(lit(1)).as("rows"), sum(expr("cast(" + DELETE + " as bigint)")).as("deletes")).where("not " + DELETE)
            .select(columns.stream().map(name -> col(quoted(name))).toArray(Column[]::new));
        written.write().format("delta").mode("append").option("txnAppId", batch.application()).option("txnVersion", batch.id()).save(path);
        try {
            scala.collection.immutable.Map<String, Object> counted = counts.get();
            long all = ((Number) counted.apply("rows")).longValue();
            Object deletes = counted.apply("deletes");
            long deleted = deletes == null ? 0 : ((Number) deletes).longValue();
            return new Written(all - deleted, deleted, 0);
        } catch (InterruptedException e) {
            // The commit is done; the batch comes again and is seen
            Thread.currentThread().interrupt();
            throw new LeatException(Kind.SYSTEM, path, "interrupted after writing", "Run again", e);
        }
    }

    Written upsert() {
        // Computed once and read three times below: counted, joined and written
        Dataset<Row> once = rows.localCheckpoint(true, StorageLevel.MEMORY_AND_DISK());
        Row counted = once.agg(count(lit(1)), sum(expr("cast(" + DELETE + " as bigint)"))).head();
        long deletes = counted.isNullAt(1) ? 0 : counted.getLong(1);
        long upserts = counted.getLong(0) - deletes;
        if (upserts + deletes == 0) {
            return Written.NOTHING;
        }
        Replacement replacement = new Replacement(batch, path);
        return replacement.possible() ? replacement.write(once, upserts, deletes) : merge(once, upserts, deletes);
    }

    private Written merge(Dataset<Row> once, long upserts, long deletes) {
        Map<String, String> set = new HashMap<>();
        columns.forEach(name -> set.put(quoted(name), "s." + quoted(name)));
        try (TransactionId transaction = new TransactionId(batch)) {
            Row done = io.delta.tables.DeltaTable.forPath(transaction.session(), path).as("t").merge(transaction.in(once).as("s"), "t._leat_id = s._leat_id")
                .whenMatched("s._leat_seq >= t._leat_seq and s." + DELETE).delete()
                .whenMatched("s._leat_seq >= t._leat_seq").updateExpr(set)
                .whenNotMatched("not s." + DELETE).insertExpr(set)
                .execute().head();
            long written = done.<Long>getAs("num_updated_rows") + done.<Long>getAs("num_inserted_rows");
            long found = done.<Long>getAs("num_deleted_rows");
            long olderDeletes = found == deletes ? 0 : once.where(DELETE).as("s").join(transaction.session().read().format("delta").load(path).as("t"),
                expr("t._leat_id = s._leat_id and t._leat_seq > s._leat_seq")).count();
            return new Written(written, deletes - olderDeletes, upserts - written + olderDeletes);
        }
    }

    static String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }
}
