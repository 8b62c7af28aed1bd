package dev.leat.connect.elasticsearch;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.StructType;

/** The fields of an object, in the order of the struct from one ordinal on; those that are null are left out, which means the same to Elasticsearch. */
final class Fields {
    private final SerializedString[] names;
    private final Values[] values;
    private final int first;

    Fields(StructType struct, int first) {
        this.first = first;
        this.names = new SerializedString[struct.size() - first];
        this.values = new Values[names.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = new SerializedString(struct.fields()[first + i].name());
            values[i] = Values.of(struct.fields()[first + i].dataType());
        }
    }

    void write(SpecializedGetters row, JsonGenerator json) throws IOException {
        for (int i = 0; i < names.length; i++) {
            if (!row.isNullAt(first + i)) {
                json.writeFieldName(names[i]);
                values[i].write(row, first + i, json);
            }
        }
    }
}
