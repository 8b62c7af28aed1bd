package dev.leat.connect.kafka;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;

/** Values of Avro as JSON: dates, times and instants as ISO text, decimals as text, so that no digit is lost, bytes as Base64; of a union the value alone. */
final class AvroJson {
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private AvroJson() {}

    static void write(Schema schema, Object value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (schema.getType() == Schema.Type.UNION) {
            write(schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), value, json);
        } else if (value instanceof IndexedRecord row) {
            json.writeStartObject();
            for (Schema.Field field : row.getSchema().getFields()) {
                json.writeFieldName(field.name());
                write(field.schema(), row.get(field.pos()), json);
            }
            json.writeEndObject();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                write(schema.getValueType(), entry.getValue(), json);
            }
            json.writeEndObject();
        } else if (value instanceof Collection<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(schema.getElementType(), element, json);
            }
            json.writeEndArray();
        } else if (value instanceof ByteBuffer || value instanceof GenericFixed) {
            bytes(schema.getLogicalType(), value instanceof GenericFixed fixed ? fixed.bytes() : array((ByteBuffer) value), json);
        } else if (value instanceof Number number) {
            number(schema.getLogicalType(), number, json);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeString(value.toString());
        }
    }

    private static byte[] array(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static void bytes(LogicalType type, byte[] bytes, JsonGenerator json) throws IOException {
        if (type instanceof LogicalTypes.Decimal decimal) {
            json.writeString(new BigDecimal(new BigInteger(bytes), decimal.getScale()).toPlainString());
        } else {
            json.writeBinary(bytes);
        }
    }

    private static void number(LogicalType type, Number number, JsonGenerator json) throws IOException {
        switch (type == null ? "" : type.getName()) {
            case "date" -> json.writeString(LocalDate.ofEpochDay(number.longValue()).toString());
            case "time-millis" -> json.writeString(LocalTime.ofNanoOfDay(number.longValue() * 1_000_000).toString());
            case "time-micros" -> json.writeString(LocalTime.ofNanoOfDay(number.longValue() * 1_000).toString());
            case "timestamp-millis", "local-timestamp-millis" -> json.writeString(instant(number.longValue(), 1_000, type));
            case "timestamp-micros", "local-timestamp-micros" -> json.writeString(instant(number.longValue(), 1_000_000, type));
            case "timestamp-nanos", "local-timestamp-nanos" -> json.writeString(instant(number.longValue(), 1_000_000_000, type));
            default -> plain(number, json);
        }
    }

    private static void plain(Number number, JsonGenerator json) throws IOException {
        if (number instanceof Double || number instanceof Float) {
            json.writeNumber(number.doubleValue());
        } else {
            json.writeNumber(number.longValue());
        }
    }

    private static String instant(long value, long perSecond, LogicalType type) {
        Instant instant = Instant.ofEpochSecond(Math.floorDiv(value, perSecond), Math.floorMod(value, perSecond) * (1_000_000_000 / perSecond));
        return MICROS.format(instant) + (type.getName().startsWith("local") ? "" : "Z");
    }
}
