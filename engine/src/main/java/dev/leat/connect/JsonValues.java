package dev.leat.connect;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Writes one value of Spark's rows as JSON. Decimals are exact numbers, dates and timestamps ISO text ({@code 2026-01-31}, {@code 2026-01-31T09:00:00.123456Z}, without zone
 * for {@code timestamp_ntz}), binary is Base64. A floating-point value that JSON does not know (NaN, infinity) is written as text, so that a server that has types refuses the document by
 * its field instead of losing the value.
 */
@FunctionalInterface
public interface JsonValues {
    void write(SpecializedGetters row, int ordinal, JsonGenerator json) throws IOException;

    static boolean textual(DataType key) {
        return key instanceof StringType || key instanceof LongType || key instanceof IntegerType;
    }

    static JsonValues of(DataType type) {
        if (type instanceof StringType) {
            return (row, i, json) -> {
                byte[] utf8 = row.getUTF8String(i).getBytes();
                json.writeUTF8String(utf8, 0, utf8.length);
            };
        } else if (type instanceof LongType) {
            return (row, i, json) -> json.writeNumber(row.getLong(i));
        } else if (type instanceof IntegerType) {
            return (row, i, json) -> json.writeNumber(row.getInt(i));
        } else if (type instanceof ShortType) {
            return (row, i, json) -> json.writeNumber(row.getShort(i));
        } else if (type instanceof ByteType) {
            return (row, i, json) -> json.writeNumber(row.getByte(i));
        } else if (type instanceof DoubleType) {
            return (row, i, json) -> json.writeNumber(row.getDouble(i));
        } else if (type instanceof FloatType) {
            return (row, i, json) -> json.writeNumber(row.getFloat(i));
        } else if (type instanceof BooleanType) {
            return (row, i, json) -> json.writeBoolean(row.getBoolean(i));
        } else if (type instanceof DecimalType decimal) {
            return (row, i, json) -> json.writeNumber(row.getDecimal(i, decimal.precision(), decimal.scale()).toJavaBigDecimal().toPlainString());
        }
        return instant(type);
    }

    private static JsonValues instant(DataType type) {
        if (type instanceof DateType) {
            IsoText text = new IsoText();
            return (row, i, json) -> text.date(row.getInt(i)).to(json);
        } else if (type instanceof TimestampType) {
            IsoText text = new IsoText();
            return (row, i, json) -> text.timestamp(row.getLong(i)).zulu().to(json);
        } else if (type instanceof TimestampNTZType) {
            IsoText text = new IsoText();
            return (row, i, json) -> text.timestamp(row.getLong(i)).to(json);
        } else if (type instanceof BinaryType) {
            return (row, i, json) -> json.writeBinary(row.getBinary(i));
        } else if (type instanceof NullType) {
            return (row, i, json) -> json.writeNull();
        }
        return nested(type);
    }

    private static JsonValues nested(DataType type) {
        if (type instanceof ArrayType array) {
            JsonValues element = of(array.elementType());
            return (row, i, json) -> {
                json.writeStartArray();
                elements(row.getArray(i), element, json);
                json.writeEndArray();
            };
        } else if (type instanceof StructType struct) {
            JsonFields fields = new JsonFields(struct, 0);
            return (row, i, json) -> {
                json.writeStartObject();
                fields.write(row.getStruct(i, struct.size()), json);
                json.writeEndObject();
            };
        } else if (type instanceof MapType map) {
            JsonValues value = of(map.valueType());
            return (row, i, json) -> {
                json.writeStartObject();
                entries(row.getMap(i), map.keyType(), value, json);
                json.writeEndObject();
            };
        }
        throw new LeatException(Kind.BUG, "JSON", "no JSON for " + type.sql(), "Report it");
    }

    private static void elements(ArrayData array, JsonValues element, JsonGenerator json) throws IOException {
        for (int i = 0; i < array.numElements(); i++) {
            if (array.isNullAt(i)) {
                json.writeNull();
            } else {
                element.write(array, i, json);
            }
        }
    }

    private static void entries(MapData map, DataType key, JsonValues value, JsonGenerator json) throws IOException {
        for (int i = 0; i < map.numElements(); i++) {
            Object name = map.keyArray().get(i, key);
            json.writeFieldName(name instanceof UTF8String text ? text.toString() : String.valueOf(name));
            if (map.valueArray().isNullAt(i)) {
                json.writeNull();
            } else {
                value.write(map.valueArray(), i, json);
            }
        }
    }
}
