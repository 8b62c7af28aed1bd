package dev.leat.transform;

import dev.leat.connect.Batch;
import dev.leat.connect.Reading;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;

/** The columns of captured rows that a program reads, and no others. */
final class Captured {
    private Captured() {}

    static Dataset<Row> select(Dataset<Row> captured, List<Field> columns) {
        List<Column> selected = new ArrayList<>(List.of(functions.col(Batch.ID), functions.col(Batch.OP), functions.col(Batch.SEQ)));
        List<String> names = Arrays.asList(captured.schema().fieldNames());
        selected.add(names.contains(Reading.UNREADABLE) ? functions.col(Reading.UNREADABLE)
            : functions.lit(null).cast(Slots.UNREADABLE_VALUES.type()).as(Reading.UNREADABLE));
        for (Field column : columns) {
            check(column, captured, names);
            selected.add(functions.col("`" + column.name().replace("`", "``") + "`"));
        }
        return captured.select(selected.toArray(Column[]::new));
    }

    private static void check(Field column, Dataset<Row> captured, List<String> names) {
        if (!names.contains(column.name())) {
            throw mismatch(column, "is not in the capture");
        }
        DataType type = captured.schema().apply(column.name()).dataType();
        if (!Types.held(type).sameType(column.type())) {
            throw mismatch(column, "is captured as " + type.sql() + ", but the source now has " + column.type().sql());
        }
    }

    private static LeatException mismatch(Field column, String what) {
        return new LeatException(Kind.WORKSPACE, "column " + column.name(), "it " + what, "Capture the entity again from its beginning");
    }
}
