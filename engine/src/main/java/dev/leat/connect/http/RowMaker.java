package dev.leat.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Reading;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A record as a row. A value that its column cannot hold is null there and kept as text beside the row, so that it fails only what uses it; a record that is no object is kept whole.
 *
 * @param schema columns, and the unreadable values last
 * @param cursor null for a snapshot
 */
record RowMaker(StructType schema, Cursor cursor) implements Serializable {
    InternalRow row(JsonNode record) {
        StructField[] fields = schema.fields();
        Object[] values = new Object[fields.length];
        Map<String, JsonNode> unheld = new LinkedHashMap<>();
        if (!record.isObject()) {
            unheld.put(Reading.RECORD, record);
        }
        for (int i = 0; i < fields.length - 1; i++) {
            JsonNode value = record.path(fields[i].name());
            try {
                values[i] = Conversion.value(value, fields[i].dataType());
                if (cursor != null && cursor.column().equals(fields[i].name()) && values[i] != null && cursor.ticks(value).isEmpty()) {
                    throw new Conversion.Unheld(); // without a place in the order it has to count as without a cursor, here and in the lake
                }
            } catch (Conversion.Unheld e) {
                values[i] = null;
                unheld.put(fields[i].name(), value);
            }
        }
        values[fields.length - 1] = unheld.isEmpty() ? null : map(unheld);
        return new GenericInternalRow(values);
    }

    private static ArrayBasedMapData map(Map<String, JsonNode> unheld) {
        Object[] texts = unheld.values().stream().map(value -> UTF8String.fromString(value.isTextual() ? value.textValue() : value.toString())).toArray();
        return new ArrayBasedMapData(new GenericArrayData(unheld.keySet().stream().map(UTF8String::fromString).toArray()), new GenericArrayData(texts));
    }
}
