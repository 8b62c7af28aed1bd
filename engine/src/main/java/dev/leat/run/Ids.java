package dev.leat.run;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import dev.leat.connect.Batch;
import dev.leat.connect.Failure;
import dev.leat.connect.Failures;
import dev.leat.connect.Reading;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The document id: the key as text, several keys as a JSON array, over 512 bytes its SHA-256. */
final class Ids {
    private static final int LONGEST = 512;
    private static final String STAGE = "Map";

    private Ids() {}

    /** Null where a part of the key is null or empty. Without a key every change is a row of its own, named by its {@code _leat_seq}. */
    static Column of(List<String> key) {
        if (key.isEmpty()) {
            return col(Batch.SEQ).cast("string").as(Batch.ID);
        }
        List<Column> parts = key.stream().map(name -> Changes.quoted(name).cast("string")).toList();
        Column text = parts.size() == 1 ? parts.get(0) : to_json(array(parts.toArray(Column[]::new)));
        Column complete = parts.stream().map(part -> part.isNotNull().and(part.notEqual(""))).reduce(Column::and).orElseThrow();
        Column binary = text.cast("binary");
        return when(complete, when(octet_length(text).gt(LONGEST), sha2(binary, 256)).otherwise(text)).as(Batch.ID);
    }

    /** Rows without an id are told to the failures, by their key or by the whole record where nothing of it could be read; the others come back. */
    static Dataset<Row> complete(Dataset<Row> identified, List<String> key, Failures failures) {
        Column whole = col(Reading.UNREADABLE).getItem(Reading.RECORD);
        for (Row row : identified.where(col(Batch.ID).isNull()).select(col(Batch.SEQ), whole).collectAsList()) {
            failures.add(row.isNullAt(1) ? new Failure(row.getLong(0), "key", STAGE, String.join(", ", key), "", "the key is null or empty")
                : new Failure(row.getLong(0), "unreadable", STAGE, "", row.getString(1), Reading.UNLIKE));
        }
        return identified.where(col(Batch.ID).isNotNull());
    }
}
