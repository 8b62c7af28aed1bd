package dev.leat.connect.jdbc;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
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
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** A value of Spark's rows, which is not null, as drivers take it: instants are the time of UTC, which is the session's zone. What is nested is text already. */
@FunctionalInterface
interface Values {
    Object of(SpecializedGetters row, int ordinal);

    static Values of(DataType type) {
        if (type instanceof BooleanType) {
            return SpecializedGetters::getBoolean;
        } else if (type instanceof LongType) {
            return SpecializedGetters::getLong;
        } else if (type instanceof IntegerType) {
            return SpecializedGetters::getInt;
        } else if (type instanceof ShortType) {
            return SpecializedGetters::getShort;
        } else if (type instanceof ByteType) {
            return (row, i) -> (short) row.getByte(i);
        } else if (type instanceof FloatType) {
            return SpecializedGetters::getFloat;
        } else if (type instanceof DoubleType) {
            return SpecializedGetters::getDouble;
        } else if (type instanceof DecimalType decimal) {
            return (row, i) -> row.getDecimal(i, decimal.precision(), decimal.scale()).toJavaBigDecimal();
        } else if (type instanceof BinaryType) {
            return SpecializedGetters::getBinary;
        } else if (type instanceof DateType) {
            return (row, i) -> LocalDate.ofEpochDay(row.getInt(i));
        } else if (type instanceof TimestampNTZType || type instanceof TimestampType) {
            return (row, i) -> LocalDateTime.ofInstant(Instant.EPOCH.plus(row.getLong(i), ChronoUnit.MICROS), ZoneOffset.UTC);
        }
        return (row, i) -> row.getUTF8String(i).toString();
    }
}
