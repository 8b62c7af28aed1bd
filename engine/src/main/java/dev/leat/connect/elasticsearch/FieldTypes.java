package dev.leat.connect.elasticsearch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.JsonValues;
import java.util.Set;
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

/**
 * Which field a Spark type gets in an index that Leat makes. The stored document ({@code _source}) always holds the exact value; what is said here is what can be searched.
 * <ul>
 * <li>string: {@code keyword}; a text of more than 8,191 characters is stored and not searchable (Lucene refuses longer terms). Where the field's own type is named
 *     ({@code text}, {@code ip}, {@code wildcard}, ...), that one
 * <li>decimal: {@code long} without a fraction and up to 18 digits, {@code double} up to 15 digits, else {@code keyword}, as a double would change it; it then sorts as text
 * <li>timestamp and date: {@code date}, which searches to the millisecond; {@code date_nanos} would end in 2262
 * <li>array: the field of its elements; of structs: {@code nested}
 * <li>struct: {@code object}; map: {@code flattened}, as its keys are not known
 * </ul>
 */
final class FieldTypes {
    /** The most characters whose UTF-8 form always fits into a Lucene term of 32,766 bytes. */
    static final int LONGEST_TERM = 8_191;
    static final Set<String> TEXTS = Set.of("keyword", "text", "wildcard", "ip", "version", "match_only_text", "search_as_you_type", "constant_keyword",
        "completion", "geo_point", "geo_shape", "annotated_text");
    private static final int EXACT_DIGITS_OF_DOUBLE = 15;

    private FieldTypes() {}

    /** @param own the index's type that the field is wanted as, where it is one for texts; else anything */
    static ObjectNode mapping(DataType type, String own) {
        if (type instanceof ArrayType array) {
            ObjectNode element = mapping(array.elementType(), own);
            return array.elementType() instanceof StructType ? element.put("type", "nested") : element;
        }
        ObjectNode mapping = Requests.JSON.createObjectNode();
        if (type instanceof StructType struct) {
            mapping.put("type", "object");
            ObjectNode properties = mapping.putObject("properties");
            for (org.apache.spark.sql.types.StructField field : struct.fields()) {
                properties.set(field.name(), mapping(field.dataType(), ""));
            }
            return mapping;
        }
        String name = name(type, own);
        mapping.put("type", name);
        if (Set.of("keyword", "flattened", "wildcard").contains(name)) {
            mapping.put("ignore_above", LONGEST_TERM);
        }
        return mapping;
    }

    /** Whether documents can hold it at all. */
    static boolean writable(DataType type) {
        if (type instanceof ArrayType array) {
            return writable(array.elementType());
        }
        if (type instanceof MapType map) {
            return JsonValues.textual(map.keyType()) && writable(map.valueType());
        }
        if (type instanceof StructType struct) {
            return java.util.Arrays.stream(struct.fields()).allMatch(field -> writable(field.dataType()));
        }
        return !name(type, "").isEmpty();
    }

    /** Empty for a type that has no field. */
    private static String name(DataType type, String own) {
        if (type instanceof StringType || type instanceof NullType) {
            return TEXTS.contains(own) ? own : "keyword";
        } else if (type instanceof LongType) {
            return "long";
        } else if (type instanceof IntegerType) {
            return "integer";
        } else if (type instanceof ShortType) {
            return "short";
        } else if (type instanceof ByteType) {
            return "byte";
        } else if (type instanceof DoubleType) {
            return "double";
        } else if (type instanceof FloatType) {
            return "float";
        } else if (type instanceof BooleanType) {
            return "boolean";
        } else if (type instanceof DateType || type instanceof TimestampType || type instanceof TimestampNTZType) {
            return "date";
        } else if (type instanceof BinaryType) {
            return "binary";
        } else if (type instanceof MapType) {
            return "flattened";
        } else if (type instanceof DecimalType decimal) {
            return decimal.scale() == 0 && decimal.precision() <= 18 ? "long" : decimal.precision() <= EXACT_DIGITS_OF_DOUBLE ? "double" : "keyword";
        }
        return "";
    }
}
