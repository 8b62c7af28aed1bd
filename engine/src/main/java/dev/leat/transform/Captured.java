package dev.leat.transform;

import dev.leat.connect.Batch;
import dev.leat.connect.Reading;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Captured rows under the columns that the source has now: what a column's objects got since is null in rows of before, what they lost is left out. */
public final class Captured {
    private Captured() {}

    /**
     * All columns of now, those that were not captured yet null, then what else the rows have.
     *
     * @param columns with types
     */
    public static Dataset<Row> fitted(Dataset<Row> lake, List<dev.leat.model.Column> columns) {
        Dataset<Row> captured = Retyped.joined(lake, columns);
        StructType now = new StructType();
        for (dev.leat.model.Column column : columns) {
            now = now.add(column.name(), type(column), true);
        }
        List<String> names = Arrays.asList(now.fieldNames());
        for (StructField other : captured.schema().fields()) {
            now = names.contains(other.name()) ? now : now.add(other);
        }
        return captured.to(now);
    }

    /** @throws LeatException of kind WORKSPACE where a column was captured with a type that is not the source's any more */
    public static void check(StructType captured, List<dev.leat.model.Column> columns) {
        List<String> names = Arrays.asList(captured.fieldNames());
        columns.stream().filter(column -> names.contains(column.name())).forEach(column -> check(column.name(), captured.apply(column.name()).dataType(), type(column)));
    }

    static DataType type(dev.leat.model.Column column) {
        return Types.held(Types.parse(column.type().orElseThrow(), column.name(), new Problems()).orElseThrow());
    }

    /** The columns that a program reads, and no others. */
    static Dataset<Row> select(Dataset<Row> captured, List<Field> columns) {
        List<Column> selected = new ArrayList<>(List.of(functions.col(Batch.ID), functions.col(Batch.OP), functions.col(Batch.SEQ)));
        List<String> names = Arrays.asList(captured.schema().fieldNames());
        selected.add(names.contains(Reading.UNREADABLE) ? functions.col(Reading.UNREADABLE)
            : functions.lit(null).cast(Slots.UNREADABLE_VALUES.type()).as(Reading.UNREADABLE));
        boolean same = true;
        for (Field column : columns) {
            if (!names.contains(column.name())) {
                throw mismatch(column.name(), "is not in the capture");
            }
            DataType type = captured.schema().apply(column.name()).dataType();
            check(column.name(), type, column.type());
            same &= Types.held(type).sameType(column.type());
            selected.add(functions.col("`" + column.name().replace("`", "``") + "`"));
        }
        Dataset<Row> rows = captured.select(selected.toArray(Column[]::new));
        return same ? rows : rows.to(now(rows.schema(), columns));
    }

    private static StructType now(StructType selected, List<Field> columns) {
        List<StructField> own = Arrays.asList(selected.fields()).subList(0, selected.size() - columns.size());
        return new StructType(Stream.concat(own.stream(), columns.stream().map(column -> new StructField(column.name(), column.type(), true, org.apache.spark.sql.types.Metadata.empty())))
            .toArray(StructField[]::new));
    }

    private static void check(String column, DataType captured, DataType now) {
        if (!fits(Types.held(captured), now)) {
            throw mismatch(column, "is captured as " + captured.sql() + ", but the source now has " + now.sql());
        }
    }

    /** Parts of objects by name: they may be in another order, and each may be only on one side. */
    static boolean fits(DataType captured, DataType now) {
        if (captured instanceof StructType before && now instanceof StructType after) {
            return Arrays.stream(after.fields()).allMatch(field -> Arrays.stream(before.fields()).filter(other -> other.name().equals(field.name())).allMatch(other -> fits(other.dataType(), field.dataType())));
        }
        if (captured instanceof ArrayType before && now instanceof ArrayType after) {
            return fits(before.elementType(), after.elementType());
        }
        if (captured instanceof MapType before && now instanceof MapType after) {
            return fits(before.keyType(), after.keyType()) && fits(before.valueType(), after.valueType());
        }
        return captured.sameType(now);
    }

    private static LeatException mismatch(String column, String what) {
        return new LeatException(Kind.WORKSPACE, "column " + column, "it " + what, "Capture the entity again from its beginning");
    }
}
