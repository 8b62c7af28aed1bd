package dev.leat.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Columns of JSON objects, by these rules: a whole number is {@code bigint}, or {@code string} when it does not fit; another number {@code double}; true and false
 * {@code boolean}; text {@code string} (dates too); an object a struct, an array an array; a field with several of them {@code double} for numbers, else {@code string}, as JSON
 * text; a field that is only ever null {@code string}. Names are sorted by their first appearance.
 */
public final class JsonTypes {
    private DataType shape = DataTypes.NullType;

    /** Takes one more object into account. */
    public void add(JsonNode object) {
        shape = merge(shape, type(object));
    }

    public StructType columns() {
        return known(shape) instanceof StructType struct ? struct : new StructType();
    }

    public static StructType of(Iterable<? extends JsonNode> objects) {
        JsonTypes types = new JsonTypes();
        objects.forEach(types::add);
        return types.columns();
    }

    private static DataType type(JsonNode node) {
        if (node.isObject()) {
            StructType struct = new StructType();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                struct = struct.add(field.getKey(), type(field.getValue()));
            }
            return struct;
        } else if (node.isArray()) {
            DataType element = DataTypes.NullType;
            for (JsonNode inner : node) {
                element = merge(element, type(inner));
            }
            return DataTypes.createArrayType(element);
        } else if (node.isBoolean()) {
            return DataTypes.BooleanType;
        } else if (node.isNumber()) {
            return !node.isIntegralNumber() ? DataTypes.DoubleType : node.canConvertToLong() ? DataTypes.LongType : DataTypes.StringType;
        }
        return node.isNull() ? DataTypes.NullType : DataTypes.StringType;
    }

    private static DataType merge(DataType a, DataType b) {
        if (a.equals(b) || b.equals(DataTypes.NullType)) {
            return a;
        } else if (a.equals(DataTypes.NullType)) {
            return b;
        } else if (a instanceof StructType left && b instanceof StructType right) {
            Map<String, DataType> fields = new LinkedHashMap<>();
            for (StructField field : left.fields()) {
                fields.put(field.name(), field.dataType());
            }
            for (StructField field : right.fields()) {
                fields.merge(field.name(), field.dataType(), JsonTypes::merge);
            }
            StructType merged = new StructType();
            for (Map.Entry<String, DataType> field : fields.entrySet()) {
                merged = merged.add(field.getKey(), field.getValue());
            }
            return merged;
        } else if (a instanceof ArrayType left && b instanceof ArrayType right) {
            return DataTypes.createArrayType(merge(left.elementType(), right.elementType()));
        }
        List<DataType> numbers = List.of(DataTypes.LongType, DataTypes.DoubleType);
        return numbers.contains(a) && numbers.contains(b) ? DataTypes.DoubleType : DataTypes.StringType;
    }

    private static DataType known(DataType type) {
        if (type instanceof StructType struct) {
            StructType known = new StructType();
            for (StructField field : struct.fields()) {
                known = known.add(field.name(), known(field.dataType()));
            }
            return known;
        } else if (type instanceof ArrayType array) {
            return DataTypes.createArrayType(known(array.elementType()));
        }
        return type.equals(DataTypes.NullType) ? DataTypes.StringType : type;
    }
}
