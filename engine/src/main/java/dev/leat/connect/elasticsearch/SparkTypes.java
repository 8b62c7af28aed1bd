package dev.leat.connect.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The Spark type in which values for a field of an index are made; any field may also hold several values. */
final class SparkTypes {
    private static final Map<String, DataType> SCALARS = Map.ofEntries(
        Map.entry("long", DataTypes.LongType), Map.entry("integer", DataTypes.IntegerType), Map.entry("short", DataTypes.ShortType),
        Map.entry("byte", DataTypes.ByteType), Map.entry("double", DataTypes.DoubleType), Map.entry("float", DataTypes.FloatType),
        Map.entry("half_float", DataTypes.FloatType), Map.entry("scaled_float", DataTypes.DoubleType),
        Map.entry("unsigned_long", DataTypes.createDecimalType(20, 0)), Map.entry("boolean", DataTypes.BooleanType),
        Map.entry("date", DataTypes.TimestampType), Map.entry("date_nanos", DataTypes.TimestampType), Map.entry("binary", DataTypes.BinaryType),
        Map.entry("flattened", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType)));

    private SparkTypes() {}

    /** Empty for a field that Leat cannot write (ranges, vectors, joins, ...). */
    static Optional<DataType> of(JsonNode field) {
        String own = field.path("type").asText("object");
        if (FieldTypes.TEXTS.contains(own)) {
            return Optional.of(DataTypes.StringType);
        }
        if (own.equals("object") || own.equals("nested")) {
            StructType struct = new StructType();
            for (Map.Entry<String, JsonNode> inner : field.path("properties").properties()) {
                Optional<DataType> type = of(inner.getValue());
                if (type.isEmpty()) {
                    return type;
                }
                struct = struct.add(inner.getKey(), type.get());
            }
            return Optional.of(own.equals("nested") ? DataTypes.createArrayType(struct) : struct);
        }
        return Optional.ofNullable(SCALARS.get(own));
    }
}
