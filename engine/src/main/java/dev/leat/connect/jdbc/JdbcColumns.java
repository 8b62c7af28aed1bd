package dev.leat.connect.jdbc;

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
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** The column types of a database for Spark's. MySQL's family has no type for all instants: they are kept as DATETIME in UTC. */
enum JdbcColumns {
    MYSQL("bit(1)", "double", "longtext CHARACTER SET utf8mb4", "varchar(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", "longblob", "datetime(6)", "datetime(6)", "json"),
    POSTGRES("boolean", "double precision", "text", "text", "bytea", "timestamp", "timestamp with time zone", "text"),
    STANDARD("boolean", "double precision", "varchar(4000)", "varchar(512)", "varbinary(4000)", "timestamp(6)", "timestamp(6) with time zone", "varchar(4000)");

    private final String truth;
    private final String number;
    private final String text;
    private final String key;
    private final String bytes;
    private final String wall;
    private final String instant;
    private final String json;

    JdbcColumns(String truth, String number, String text, String key, String bytes, String wall, String instant, String json) {
        this.truth = truth;
        this.number = number;
        this.text = text;
        this.key = key;
        this.bytes = bytes;
        this.wall = wall;
        this.instant = instant;
        this.json = json;
    }

    static JdbcColumns of(String url) {
        return Dialect.isMySql(url) ? MYSQL : url.startsWith("jdbc:postgresql:") ? POSTGRES : STANDARD;
    }

    Optional<String> keyType(DataType type) {
        return type instanceof StringType ? Optional.of(key) : type(type);
    }

    Optional<String> type(DataType type) {
        if (type instanceof StringType || type instanceof NullType) {
            return Optional.of(text);
        } else if (type instanceof StructType || type instanceof MapType || type instanceof ArrayType) {
            return Optional.of(json);
        } else if (type instanceof BooleanType) {
            return Optional.of(truth);
        } else if (type instanceof BinaryType) {
            return Optional.of(bytes);
        } else if (type instanceof DateType) {
            return Optional.of("date");
        } else if (type instanceof TimestampNTZType) {
            return Optional.of(wall);
        } else if (type instanceof TimestampType) {
            return Optional.of(instant);
        }
        return number(type);
    }

    private Optional<String> number(DataType type) {
        if (type instanceof LongType) {
            return Optional.of("bigint");
        } else if (type instanceof IntegerType) {
            return Optional.of("integer");
        } else if (type instanceof ShortType || type instanceof ByteType) {
            return Optional.of("smallint");
        } else if (type instanceof DoubleType) {
            return Optional.of(number);
        } else if (type instanceof FloatType) {
            return Optional.of(this == MYSQL ? "float" : "real");
        }
        return type instanceof DecimalType decimal ? Optional.of("decimal(" + decimal.precision() + "," + decimal.scale() + ")") : Optional.empty();
    }
}
