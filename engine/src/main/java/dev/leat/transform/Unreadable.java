package dev.leat.transform;

import dev.leat.connect.Failure;
import dev.leat.connect.Reading;
import java.io.Serializable;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;

/** Finds the fields of a captured row that use a column whose value the capture could not hold, and the row of which nothing could be read. */
record Unreadable(String stage, Use[] uses) implements Serializable {
    /** A field, the columns it uses, and whether it has a value in {@code d} rows too. */
    record Use(String field, Set<String> columns, boolean key) implements Serializable {}

    void test(InternalRow row) throws Failed {
        if (row.isNullAt(Slots.UNREADABLE)) {
            return;
        }
        MapData values = row.getMap(Slots.UNREADABLE);
        boolean delete = Deletes.is(row);
        for (int i = 0; i < values.numElements(); i++) {
            String column = values.keyArray().getUTF8String(i).toString();
            if (column.equals(Reading.RECORD)) {
                throw new Failed(new Failure(row.getLong(Slots.SEQ), "unreadable", stage, "", text(values.valueArray(), i), Reading.UNLIKE));
            }
            for (Use use : uses) {
                if (use.columns().contains(column) && (use.key() || !delete)) {
                    throw new Failed(new Failure(row.getLong(Slots.SEQ), "unreadable", stage, use.field(), column + "=" + text(values.valueArray(), i),
                        "the type of column '" + column + "' cannot hold this value"));
                }
            }
        }
    }

    private static String text(ArrayData values, int place) {
        return values.isNullAt(place) ? "" : values.getUTF8String(place).toString();
    }
}
