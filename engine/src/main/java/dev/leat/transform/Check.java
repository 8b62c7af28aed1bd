package dev.leat.transform;

import dev.leat.connect.Failure;
import java.io.Serializable;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What a destination demands of a finished field beyond its type.
 *
 * @param place   in the row
 * @param longest in characters; 0: any length
 * @param values  Spark's own, the only ones allowed; empty: all
 */
record Check(String stage, String field, int place, DataType type, boolean required, int longest, Set<Object> values) implements Serializable {

    void test(InternalRow row) throws Failed {
        if (row.isNullAt(place)) {
            if (required) {
                fail(row, "required", "", "the destination needs a value");
            }
            return;
        }
        if (longest > 0) {
            UTF8String text = row.getUTF8String(place);
            if (text.numBytes() > longest && text.numChars() > longest) {
                fail(row, "too-long", text.toString(), "the text has " + text.numChars() + " characters, the field takes " + longest);
            }
        }
        if (!values.isEmpty() && !values.contains(row.get(place, type))) {
            fail(row, "value-not-allowed", String.valueOf(row.get(place, type)), "the destination allows other values only");
        }
    }

    private void fail(InternalRow row, String reason, String value, String detail) throws Failed {
        throw new Failed(new Failure(row.getLong(Slots.SEQ), reason, stage, field, value, detail));
    }
}
