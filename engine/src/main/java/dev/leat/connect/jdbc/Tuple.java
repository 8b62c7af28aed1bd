package dev.leat.connect.jdbc;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * One row for Spark, filled again for each row that is read: Spark copies it before it takes the next (the contract of a scan's iterator). Primitive
 * values are not boxed. Its last column is {@link dev.leat.connect.Reading#UNREADABLE}.
 */
public final class Tuple extends GenericInternalRow {
    private static final long serialVersionUID = 1L;

    private enum Shape { BOOLEAN, SHORT, INT, LONG, FLOAT, DOUBLE, OBJECT }

    private final String[] names;
    private final Shape[] shapes;
    private final boolean[] nulls;
    private final long[] bits;
    private final Object[] objects;
    private final List<Object> unreadable = new ArrayList<>();

    public Tuple(StructType schema) {
        super(schema.size());
        names = schema.fieldNames();
        shapes = new Shape[names.length];
        for (int i = 0; i < names.length; i++) {
            shapes[i] = shape(schema.apply(i).dataType());
        }
        nulls = new boolean[names.length];
        bits = new long[names.length];
        objects = values();
    }

    private static Shape shape(DataType type) {
        if (type instanceof BooleanType) {
            return Shape.BOOLEAN;
        } else if (type instanceof ShortType) {
            return Shape.SHORT;
        } else if (type instanceof IntegerType || type instanceof DateType) {
            return Shape.INT;
        } else if (type instanceof FloatType) {
            return Shape.FLOAT;
        } else if (type instanceof DoubleType) {
            return Shape.DOUBLE;
        }
        return type instanceof LongType || type instanceof TimestampType || type instanceof TimestampNTZType ? Shape.LONG : Shape.OBJECT;
    }

    /** Before the values of each row. */
    public void begin() {
        nulls[nulls.length - 1] = true;
        unreadable.clear();
    }

    /** After the values of each row. */
    public void end() {
        if (!unreadable.isEmpty()) {
            Object[] keys = new Object[unreadable.size() / 2];
            Object[] texts = new Object[keys.length];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = unreadable.get(2 * i);
                texts[i] = unreadable.get(2 * i + 1);
            }
            put(names.length - 1, new ArrayBasedMapData(new GenericArrayData(keys), new GenericArrayData(texts)));
        }
    }

    /** The column's type cannot hold this value: null, and its text beside the row. */
    public void unreadable(int ordinal, UTF8String text) {
        nulls[ordinal] = true;
        unreadable.add(UTF8String.fromString(names[ordinal]));
        unreadable.add(text);
    }

    public void nothing(int ordinal) {
        nulls[ordinal] = true;
    }

    /** A value of a boolean (0 or 1), integer, date, timestamp, or the bits of a floating-point column. */
    public void put(int ordinal, long value) {
        nulls[ordinal] = false;
        bits[ordinal] = value;
    }

    /** A value in Catalyst's own form. */
    public void put(int ordinal, Object value) {
        nulls[ordinal] = false;
        objects[ordinal] = value;
    }

    @Override
    public int numFields() {
        return names.length;
    }

    @Override
    public Object genericGet(int ordinal) {
        if (nulls[ordinal]) {
            return null;
        }
        long value = bits[ordinal];
        return switch (shapes[ordinal]) {
            case BOOLEAN -> value != 0;
            case SHORT -> (short) value;
            case INT -> (int) value;
            case LONG -> value;
            case FLOAT -> Float.intBitsToFloat((int) value);
            case DOUBLE -> Double.longBitsToDouble(value);
            case OBJECT -> objects[ordinal];
        };
    }

    @Override
    public boolean isNullAt(int ordinal) {
        return nulls[ordinal];
    }

    @Override
    public boolean getBoolean(int ordinal) {
        return bits[ordinal] != 0;
    }

    @Override
    public short getShort(int ordinal) {
        return (short) bits[ordinal];
    }

    @Override
    public int getInt(int ordinal) {
        return (int) bits[ordinal];
    }

    @Override
    public long getLong(int ordinal) {
        return bits[ordinal];
    }

    @Override
    public float getFloat(int ordinal) {
        return Float.intBitsToFloat((int) bits[ordinal]);
    }

    @Override
    public double getDouble(int ordinal) {
        return Double.longBitsToDouble(bits[ordinal]);
    }

    @Override
    public UTF8String getUTF8String(int ordinal) {
        return nulls[ordinal] ? null : (UTF8String) objects[ordinal];
    }

    @Override
    public byte[] getBinary(int ordinal) {
        return nulls[ordinal] ? null : (byte[]) objects[ordinal];
    }

    @Override
    public Decimal getDecimal(int ordinal, int precision, int scale) {
        return nulls[ordinal] ? null : (Decimal) objects[ordinal];
    }

    @Override
    public void setNullAt(int ordinal) {
        throw new UnsupportedOperationException("a row that is read is not written to");
    }

    @Override
    public void update(int ordinal, Object value) {
        throw new UnsupportedOperationException("a row that is read is not written to");
    }

    @Override
    public GenericInternalRow copy() {
        Object[] values = new Object[names.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = genericGet(i);
        }
        return new GenericInternalRow(values);
    }
}
