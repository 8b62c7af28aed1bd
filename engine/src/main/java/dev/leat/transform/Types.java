package dev.leat.transform;

import dev.leat.model.Column;
import dev.leat.model.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.util.CharVarcharUtils;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.CharType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VarcharType;
import scala.Option;

/** Spark SQL types as text, and the casts between them. */
final class Types {
    private Types() {}

    /** As written, {@code varchar} and {@code char} included. */
    static Optional<DataType> parse(String text, String where, Problems problems) {
        try {
            return Optional.of(Settings.within(() -> (DataType) new CatalystSqlParser().parseDataType(text)));
        } catch (AnalysisException e) {
            problems.add(where, "'" + text + "' is not a Spark SQL type", "Write a type such as string, int, decimal(12,2), date, timestamp or array<string>");
            return Optional.empty();
        }
    }

    /** How values of it are held: {@code varchar} and {@code char} are strings. */
    static DataType held(DataType type) {
        return CharVarcharUtils.replaceCharVarcharWithString(type);
    }

    /** The longest text that the type takes. */
    static Optional<Integer> longest(DataType type) {
        return type instanceof VarcharType varchar ? Optional.of(varchar.length())
            : type instanceof CharType chars ? Optional.of(chars.length()) : Optional.empty();
    }

    /** The columns that have a type, to analyse on. */
    static List<Attribute> attributes(List<Column> columns) {
        Problems ignored = new Problems();
        return columns.stream().filter(column -> column.type().isPresent())
            .flatMap(column -> parse(column.type().get(), column.name(), ignored).stream()
                .map(type -> Field.attribute(column.name(), held(type), column.nullable())))
            .toList();
    }

    static boolean isText(DataType type) {
        return type instanceof StringType;
    }

    static Expression text(Expression value) {
        return isText(value.dataType()) ? value : cast(value, DataTypes.StringType);
    }

    /** An ANSI cast, which throws where a value does not fit. */
    static Expression cast(Expression value, DataType type) {
        return value.dataType().sameType(type) ? value : new Cast(value, type, Option.apply(Settings.ZONE), EvalMode.ANSI());
    }

    /** Whether a value may be stored as another type: where Spark may assign it, and text as anything it can be cast to. */
    static boolean assignable(DataType from, DataType to) {
        if (from instanceof StructType one && to instanceof StructType other) {
            return Arrays.equals(one.fieldNames(), other.fieldNames())
                && java.util.stream.IntStream.range(0, one.size()).allMatch(i -> assignable(type(one, i), type(other, i)));
        }
        if (from instanceof ArrayType one && to instanceof ArrayType other) {
            return assignable(one.elementType(), other.elementType());
        }
        if (from instanceof MapType one && to instanceof MapType other) {
            return assignable(one.keyType(), other.keyType()) && assignable(one.valueType(), other.valueType());
        }
        return Cast.canAnsiCast(from, to) && (isText(from) || Cast.canANSIStoreAssign(from, to));
    }

    private static DataType type(StructType type, int field) {
        StructField[] fields = type.fields();
        return fields[field].dataType();
    }
}
