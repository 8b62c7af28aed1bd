package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.Sent;
import java.util.Optional;
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
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** Spark's types as PostgreSQL holds them. */
final class Encoders {
    private static final int DAYS_TO_2000 = 10_957;
    private static final long MICROS_TO_2000 = DAYS_TO_2000 * 86_400_000_000L;
    /** Limits of the server's calendar, {@code datatype/timestamp.h}: from 4714-11-24 BC to before 294277, dates to before 5874898. */
    private static final int FIRST_DATE = -2_451_545;
    private static final int END_DATE = 2_145_031_949;
    private static final long FIRST_TIMESTAMP = -211_813_488_000_000_000L;
    private static final long END_TIMESTAMP = 9_223_371_331_200_000_000L;

    private Encoders() {}

    /** The type that holds every value, as {@code format_type} of the server spells it. What is nested is {@code jsonb}. */
    static Optional<String> type(DataType type) {
        if (type instanceof ArrayType array && !Sent.nested(array.elementType())) {
            return type(array.elementType()).map(element -> element + "[]");
        } else if (Sent.nested(type)) {
            return Optional.of("jsonb");
        } else if (type instanceof StringType || type instanceof NullType) {
            return Optional.of("text");
        } else if (type instanceof DecimalType decimal) {
            return Optional.of("numeric(" + decimal.precision() + "," + decimal.scale() + ")");
        } else if (type instanceof TimestampType) {
            return Optional.of("timestamp with time zone");
        } else if (type instanceof TimestampNTZType) {
            return Optional.of("timestamp without time zone");
        } else if (type instanceof DateType) {
            return Optional.of("date");
        } else if (type instanceof BinaryType) {
            return Optional.of("bytea");
        } else if (type instanceof BooleanType) {
            return Optional.of("boolean");
        }
        return number(type);
    }

    private static Optional<String> number(DataType type) {
        if (type instanceof LongType) {
            return Optional.of("bigint");
        } else if (type instanceof IntegerType) {
            return Optional.of("integer");
        } else if (type instanceof ShortType || type instanceof ByteType) {
            return Optional.of("smallint");
        } else if (type instanceof DoubleType) {
            return Optional.of("double precision");
        }
        return type instanceof FloatType ? Optional.of("real") : Optional.empty();
    }

    /** @param type before it was made JSON */
    static Encoder of(DataType type) {
        if (Sent.nested(type)) {
            return TextEncoder.JSONB;
        } else if (type instanceof ArrayType array) {
            return ArrayEncoder.of(array.elementType());
        } else if (type instanceof StringType || type instanceof NullType) {
            return TextEncoder.TEXT;
        } else if (type instanceof DecimalType decimal) {
            return new NumericEncoder(decimal.precision(), decimal.scale());
        } else if (type instanceof TimestampType || type instanceof TimestampNTZType) {
            return (row, i, out) -> {
                out.int4(8);
                out.int8(timestamp(row.getLong(i)));
            };
        } else if (type instanceof DateType) {
            return (row, i, out) -> {
                out.int4(4);
                out.int4(date(row.getInt(i)));
            };
        } else if (type instanceof BinaryType) {
            return (row, i, out) -> {
                byte[] value = row.getBinary(i);
                out.int4(value.length);
                out.all(value);
            };
        }
        return simple(type);
    }

    private static Encoder simple(DataType type) {
        if (type instanceof BooleanType) {
            return (row, i, out) -> {
                out.int4(1);
                out.int1(row.getBoolean(i) ? 1 : 0);
            };
        } else if (type instanceof LongType) {
            return (row, i, out) -> {
                out.int4(8);
                out.int8(row.getLong(i));
            };
        } else if (type instanceof IntegerType) {
            return (row, i, out) -> {
                out.int4(4);
                out.int4(row.getInt(i));
            };
        } else if (type instanceof DoubleType) {
            return (row, i, out) -> {
                out.int4(8);
                out.int8(Double.doubleToRawLongBits(row.getDouble(i)));
            };
        } else if (type instanceof FloatType) {
            return (row, i, out) -> {
                out.int4(4);
                out.int4(Float.floatToRawIntBits(row.getFloat(i)));
            };
        }
        boolean tiny = type instanceof ByteType;
        return (row, i, out) -> {
            out.int4(2);
            out.int2(tiny ? row.getByte(i) : row.getShort(i));
        };
    }

    private static long timestamp(long since1970) throws Unfit {
        if (since1970 < FIRST_TIMESTAMP + MICROS_TO_2000 || since1970 - MICROS_TO_2000 >= END_TIMESTAMP) {
            throw new Unfit("timestamp out of range");
        }
        return since1970 - MICROS_TO_2000;
    }

    private static int date(int since1970) throws Unfit {
        if (since1970 < FIRST_DATE + DAYS_TO_2000 || since1970 - DAYS_TO_2000 >= END_DATE) {
            throw new Unfit("date out of range");
        }
        return since1970 - DAYS_TO_2000;
    }
}
