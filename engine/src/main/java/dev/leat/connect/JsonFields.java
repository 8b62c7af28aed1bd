package dev.leat.connect;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.StructType;

/** The fields of an object, in the order of the struct from one ordinal on; those that are null are left out, which means the same in a document. */
public final class JsonFields {
    private final SerializedString[] names;
    private final JsonValues[] values;
    private final int first;

    public JsonFields(StructType struct, int first) {
        this.first = first;
        this.names = new SerializedString[struct.size() - first];
        this.values = new JsonValues[names.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = new SerializedString(struct.fields()[first + i].name());
            values[i] = JsonValues.of(struct.fields()[first + i].dataType());
        }
    }

    public void write(SpecializedGetters row, JsonGenerator json) throws IOException {
        for (int i = 0; i < names.length; i++) {
            if (!row.isNullAt(first + i)) {
                json.writeFieldName(names[i]);
                values[i].write(row, first + i, json);
            }
        }
    }
}
