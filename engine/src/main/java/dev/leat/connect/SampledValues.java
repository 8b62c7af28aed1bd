package dev.leat.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/** Values of Catalyst's rows as {@link Sample} has them. */
public final class SampledValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SampledValues() {}

    public static ObjectNode row(StructType type, SpecializedGetters row) {
        ObjectNode object = JSON.objectNode();
        StructField[] fields = type.fields();
        for (int i = 0; i < fields.length; i++) {
            object.set(fields[i].name(), value(fields[i].dataType(), row, i));
        }
        return object;
    }

    public static String cut(String text) {
        if (text.length() <= Sample.LONGEST) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(Sample.LONGEST - 1)) ? Sample.LONGEST - 1 : Sample.LONGEST);
    }

    private static JsonNode value(DataType type, SpecializedGetters of, int ordinal) {
        if (of.isNullAt(ordinal)) {
            return JSON.nullNode();
        } else if (type instanceof StructType struct) {
            return row(struct, of.getStruct(ordinal, struct.size()));
        } else if (type instanceof ArrayType array) {
            return array(array.elementType(), of.getArray(ordinal));
        } else if (type instanceof MapType map) {
            return map(map, of.getMap(ordinal));
        } else if (type instanceof StringType) {
            return JSON.textNode(cut(of.getUTF8String(ordinal).toString()));
        }
        Object text = new Cast(Literal$.MODULE$.create(of.get(ordinal, type), type), DataTypes.StringType, Option.apply("UTC"), EvalMode.ANSI()).eval(null);
        return JSON.textNode(cut(text.toString()));
    }

    private static ArrayNode array(DataType element, ArrayData values) {
        ArrayNode array = JSON.arrayNode();
        for (int i = 0; i < values.numElements(); i++) {
            array.add(value(element, values, i));
        }
        return array;
    }

    private static ObjectNode map(MapType type, MapData values) {
        ObjectNode object = JSON.objectNode();
        for (int i = 0; i < values.numElements(); i++) {
            object.set(value(type.keyType(), values.keyArray(), i).asText(), value(type.valueType(), values.valueArray(), i));
        }
        return object;
    }
}
