package dev.leat.connect;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.MapValue;
import org.apache.spark.sql.catalyst.InternalRow;
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
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Values of Delta Kernel's columns, which it reads from Parquet without Spark, in Catalyst's form. */
public final class KernelValues {
    private KernelValues() {}

    /** @param columns of the batch, in its order */
    public static InternalRow row(StructType columns, ColumnarBatch batch, int row) {
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(columns.fields()[i].dataType(), batch.getColumnVector(i), row);
        }
        return new GenericInternalRow(values);
    }

    private static Object value(DataType type, ColumnVector vector, int row) {
        if (vector.isNullAt(row)) {
            return null;
        } else if (type instanceof StructType struct) {
            return struct(struct, vector, row);
        } else if (type instanceof ArrayType array) {
            ArrayValue values = vector.getArray(row);
            return elements(array.elementType(), values.getElements(), values.getSize());
        } else if (type instanceof MapType map) {
            MapValue values = vector.getMap(row);
            return new ArrayBasedMapData(elements(map.keyType(), values.getKeys(), values.getSize()), elements(map.valueType(), values.getValues(), values.getSize()));
        } else if (type instanceof StringType) {
            return UTF8String.fromString(vector.getString(row));
        } else if (type instanceof DecimalType decimal) {
            return Decimal.apply(vector.getDecimal(row), decimal.precision(), decimal.scale());
        } else if (type instanceof BooleanType) {
            return vector.getBoolean(row);
        } else if (type instanceof ByteType) {
            return vector.getByte(row);
        } else if (type instanceof ShortType) {
            return vector.getShort(row);
        } else if (type instanceof IntegerType || type instanceof DateType) {
            return vector.getInt(row);
        } else if (type instanceof FloatType) {
            return vector.getFloat(row);
        } else if (type instanceof DoubleType) {
            return vector.getDouble(row);
        }
        return type instanceof BinaryType ? vector.getBinary(row) : (Object) vector.getLong(row);
    }

    private static InternalRow struct(StructType type, ColumnVector vector, int row) {
        Object[] values = new Object[type.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(type.fields()[i].dataType(), vector.getChild(i), row);
        }
        return new GenericInternalRow(values);
    }

    private static GenericArrayData elements(DataType type, ColumnVector vector, int size) {
        Object[] values = new Object[size];
        for (int i = 0; i < size; i++) {
            values[i] = value(type, vector, i);
        }
        return new GenericArrayData(values);
    }
}
