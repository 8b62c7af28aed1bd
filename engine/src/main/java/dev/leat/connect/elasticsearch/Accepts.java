package dev.leat.connect.elasticsearch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.FractionalType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** Which fields of an existing index can take every value of a Spark type; a field that takes only some of them (a date in a keyword that is a string) does not count. */
final class Accepts {
    private static final Set<String> DATES = Set.of("date", "date_nanos");
    private static final Set<String> WORDS = Set.of("keyword", "text", "wildcard", "match_only_text", "search_as_you_type");
    /** Bytes that an integral field holds; floating-point fields take any integer, searched with their own precision. */
    private static final Map<String, Integer> BYTES = Map.of("byte", 1, "short", 2, "integer", 4, "long", 8);
    private static final List<String> FLOATING = List.of("double", "float", "half_float", "scaled_float");

    private Accepts() {}

    static boolean accepts(String field, DataType type) {
        if (type instanceof NullType) {
            return true;
        } else if (type instanceof ArrayType array) {
            return accepts(field, array.elementType());
        } else if (type instanceof StructType) {
            return Set.of("object", "nested", "flattened").contains(field);
        } else if (type instanceof MapType) {
            return Set.of("object", "flattened").contains(field);
        } else if (type instanceof StringType) {
            return FieldTypes.TEXTS.contains(field);
        } else if (type instanceof BooleanType) {
            return field.equals("boolean") || WORDS.contains(field);
        } else if (type instanceof DateType || type instanceof TimestampType || type instanceof TimestampNTZType) {
            return DATES.contains(field) || WORDS.contains(field);
        } else if (type instanceof BinaryType) {
            return field.equals("binary");
        } else if (type instanceof IntegralType) {
            return BYTES.getOrDefault(field, 0) >= type.defaultSize() || FLOATING.contains(field) || WORDS.contains(field);
        } else if (type instanceof DecimalType decimal && decimal.scale() == 0 && decimal.precision() <= 18 && field.equals("long")) {
            return true;
        }
        return type instanceof FractionalType && (FLOATING.contains(field) || WORDS.contains(field));
    }
}
