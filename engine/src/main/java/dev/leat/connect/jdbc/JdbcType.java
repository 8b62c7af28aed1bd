package dev.leat.connect.jdbc;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;

/**
 * How a column is held, by what the driver says of it: exact where Spark has the type, else as text.
 *
 * @param source the database's name of the type
 * @param jdbc   of {@link Types}
 * @param spark  Spark SQL type
 * @param note   empty when exact
 */
record JdbcType(String source, int jdbc, String spark, String note, ColumnReader reader) {
    private static final int LONGEST = 38;

    static JdbcType of(ResultSetMetaData columns, int index, boolean mySql) throws SQLException {
        String name = columns.getColumnTypeName(index);
        String upper = name.toUpperCase(Locale.ROOT);
        int jdbc = columns.getColumnType(index);
        boolean signed = columns.isSigned(index) && !upper.contains("UNSIGNED");
        int precision = columns.getPrecision(index);
        return switch (jdbc) {
            case Types.BOOLEAN -> exact(name, jdbc, "boolean", ColumnReader.Plain.BOOLEAN);
            case Types.BIT -> precision > 1 ? text(name, jdbc) : exact(name, jdbc, "boolean", ColumnReader.Plain.BOOLEAN);
            case Types.TINYINT -> exact(name, jdbc, "smallint", ColumnReader.Plain.WHOLE);
            case Types.SMALLINT -> exact(name, jdbc, signed ? "smallint" : "int", ColumnReader.Plain.WHOLE);
            case Types.INTEGER -> exact(name, jdbc, signed ? "int" : "bigint", ColumnReader.Plain.WHOLE);
            case Types.BIGINT -> signed ? exact(name, jdbc, "bigint", ColumnReader.Plain.WHOLE) : exact(name, jdbc, "decimal(20,0)", ColumnReader.decimal(20, 0));
            case Types.REAL -> exact(name, jdbc, "float", ColumnReader.Plain.FLOAT);
            case Types.FLOAT, Types.DOUBLE -> exact(name, jdbc, "double", ColumnReader.Plain.DOUBLE);
            case Types.DECIMAL, Types.NUMERIC -> decimal(name, jdbc, precision, columns.getScale(index));
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR, Types.CLOB, Types.NCLOB ->
                exact(name, jdbc, "string", ColumnReader.Plain.TEXT);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> exact(name, jdbc, "binary", ColumnReader.Plain.BINARY);
            case Types.DATE -> exact(name, jdbc, "date", ColumnReader.Plain.DATE);
            case Types.TIMESTAMP -> timestamp(name, jdbc, upper, mySql);
            case Types.TIMESTAMP_WITH_TIMEZONE -> exact(name, jdbc, "timestamp", ColumnReader.Plain.INSTANT);
            default -> text(name, jdbc);
        };
    }

    private static JdbcType timestamp(String name, int jdbc, String upper, boolean mySql) {
        if (mySql && upper.startsWith("TIMESTAMP")) {
            return exact(name, jdbc, "timestamp", ColumnReader.Plain.TIMESTAMP);
        }
        return upper.equals("TIMESTAMPTZ") || upper.contains("WITH TIME ZONE") || upper.contains("WITH LOCAL TIME ZONE") ? exact(name, jdbc, "timestamp", ColumnReader.Plain.INSTANT)
            : exact(name, jdbc, "timestamp_ntz", ColumnReader.Plain.TIMESTAMP);
    }

    private static JdbcType decimal(String name, int jdbc, int precision, int scale) {
        int places = Math.max(scale, 0);
        int digits = Math.max(precision - Math.min(scale, 0), places);
        return precision < 1 || digits > LONGEST ? text(name, jdbc)
            : exact(name + "(" + precision + "," + scale + ")", jdbc, "decimal(" + digits + "," + places + ")", ColumnReader.decimal(digits, places));
    }

    private static JdbcType exact(String name, int jdbc, String spark, ColumnReader reader) {
        return new JdbcType(name, jdbc, spark, "", reader);
    }

    private static JdbcType text(String name, int jdbc) {
        return new JdbcType(name, jdbc, "string", "as text", ColumnReader.Plain.TEXT);
    }
}
