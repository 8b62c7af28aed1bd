package dev.leat.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * JSON values as Spark holds them, exactly or not at all. A string takes any value: of one that is no text its JSON. Numbers take numbers; dates, times and decimals, which only
 * a schema file asks for, also texts.
 */
final class Conversion {

    /** A value that the type cannot hold. */
    static final class Unheld extends Exception {
        private static final long serialVersionUID = 1L;

        Unheld() {
            super("", null, false, false);
        }
    }

    private Conversion() {}

    /** Null for null and for what is missing. */
    static Object value(JsonNode node, DataType type) throws Unheld {
        if (node.isNull() || node.isMissingNode()) {
            return null;
        } else if (type instanceof StringType) {
            return UTF8String.fromString(node.isTextual() ? node.textValue() : node.toString());
        } else if (type instanceof StructType struct) {
            return struct(held(node, node.isObject()), struct);
        } else if (type instanceof ArrayType array) {
            List<Object> values = new ArrayList<>();
            for (JsonNode element : held(node, node.isArray())) {
                values.add(value(element, array.elementType()));
            }
            return new GenericArrayData(values.toArray());
        } else if (type instanceof MapType map) {
            return map(held(node, node.isObject() && map.keyType() instanceof StringType), map.valueType());
        } else if (type instanceof BooleanType) {
            return held(node, node.isBoolean()).booleanValue();
        } else if (type instanceof BinaryType) {
            return binary(node);
        }
        try {
            return type instanceof DateType || type instanceof TimestampType || type instanceof TimestampNTZType ? time(node, type) : number(node, type);
        } catch (ArithmeticException | DateTimeParseException | NumberFormatException e) {
            throw new Unheld();
        }
    }

    private static JsonNode held(JsonNode node, boolean can) throws Unheld {
        if (!can) {
            throw new Unheld();
        }
        return node;
    }

    private static Object struct(JsonNode object, StructType type) throws Unheld {
        Object[] values = new Object[type.size()];
        for (int i = 0; i < values.length; i++) {
            StructField field = type.fields()[i];
            values[i] = value(object.path(field.name()), field.dataType());
        }
        return new GenericInternalRow(values);
    }

    private static Object map(JsonNode object, DataType type) throws Unheld {
        List<Object> keys = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            keys.add(UTF8String.fromString(entry.getKey()));
            values.add(value(entry.getValue(), type));
        }
        return new ArrayBasedMapData(new GenericArrayData(keys.toArray()), new GenericArrayData(values.toArray()));
    }

    private static Object binary(JsonNode node) throws Unheld {
        try {
            return held(node, node.isTextual()).binaryValue();
        } catch (IOException noBase64) {
            throw new Unheld();
        }
    }

    private static Object number(JsonNode node, DataType type) throws Unheld {
        if (type instanceof DecimalType decimal) {
            BigDecimal exact = new BigDecimal(held(node, node.isNumber() || node.isTextual()).asText().strip()).setScale(decimal.scale());
            held(node, exact.precision() <= decimal.precision());
            return Decimal.apply(exact, decimal.precision(), decimal.scale());
        }
        held(node, node.isNumber());
        if (type instanceof DoubleType || type instanceof FloatType) {
            double value = node.doubleValue();
            held(node, !Double.isInfinite(value) && (type instanceof DoubleType || !Float.isInfinite((float) value)));
            return type instanceof DoubleType ? (Object) value : (Object) (float) value;
        }
        long whole = node.decimalValue().longValueExact();
        if (type instanceof LongType) {
            return whole;
        } else if (type instanceof IntegerType) {
            return Math.toIntExact(whole);
        } else if (type instanceof ShortType) {
            held(node, whole == (short) whole);
            return (short) whole;
        }
        held(node, type instanceof ByteType && whole == (byte) whole);
        return (byte) whole;
    }

    private static Object time(JsonNode node, DataType type) throws Unheld {
        String text = held(node, node.isTextual()).textValue().strip().replace(' ', 'T');
        if (type instanceof DateType) {
            return Math.toIntExact(LocalDate.parse(text).toEpochDay());
        }
        boolean placed = text.matches(".*T.*(Z|[+-]\\d{2}(:?\\d{2})?)");
        held(node, placed == type instanceof TimestampType);
        Instant instant = placed ? OffsetDateTime.parse(text).toInstant() : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
