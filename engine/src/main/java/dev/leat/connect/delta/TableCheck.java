package dev.leat.connect.delta;

import dev.leat.connect.Batch;
import dev.leat.connect.Layout;
import dev.leat.model.Column;
import dev.leat.model.Problem;
import dev.leat.model.WriteMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Fields against the columns of a table. A table takes a field of its own type or of one that fits into it without loss; it is never changed. */
final class TableCheck {
    /** What upserts need beside the fields: whose row it is, and in which version. */
    static final StructType OWN = new StructType().add(Batch.ID, DataTypes.StringType).add(Batch.SEQ, DataTypes.LongType);
    private final String where;
    private final Layout wanted;
    private final List<Problem> problems = new ArrayList<>();

    TableCheck(String where, Layout wanted) {
        this.where = where;
        this.wanted = wanted;
    }

    static DataType type(Column column) {
        return CatalystSqlParser$.MODULE$.parseDataType(column.type().orElseThrow());
    }

    /** The columns of a table made for these fields. */
    static StructType columns(Layout wanted) {
        StructType columns = new StructType();
        for (Column field : wanted.fields()) {
            columns = columns.add(field.name(), type(field));
        }
        return columns.merge(OWN, true);
    }

    static boolean own(String column) {
        return Set.of(OWN.fieldNames()).contains(column);
    }

    List<Problem> against(Optional<StructType> table) {
        names();
        table.ifPresent(this::columns);
        return problems;
    }

    private void names() {
        Map<String, String> folded = new HashMap<>();
        for (Column field : wanted.fields()) {
            String other = folded.put(field.name().toLowerCase(Locale.ROOT), field.name());
            if (other != null) {
                problem(field.name(), "it differs from '" + other + "' only in case, which a Delta table cannot tell apart", "Rename one of them");
            } else if (own(field.name())) {
                problem(field.name(), "the name is Leat's own", "Rename it");
            }
        }
    }

    private void columns(StructType table) {
        Map<String, StructField> columns = new HashMap<>();
        Arrays.stream(table.fields()).forEach(column -> columns.put(column.name(), column));
        for (Column field : wanted.fields()) {
            StructField column = columns.remove(field.name());
            if (column == null) {
                problem(field.name(), "the table has no such column", Problem.choices(List.of(table.fieldNames())) + " or add it to the table");
            } else if (!fits(type(field), column.dataType())) {
                problem(field.name(), "the table has " + column.dataType().catalogString() + ", the mapping makes " + type(field).catalogString(), "Cast it in the mapping");
            }
        }
        if (wanted.mode() == WriteMode.UPSERT && !columns.keySet().containsAll(Set.of(OWN.fieldNames()))) {
            problems.add(new Problem(where, "the table was not made by Leat: the columns " + String.join(", ", OWN.fieldNames()) + " by which rows are found again are missing",
                "Name a new table, or add them: ALTER TABLE ... ADD COLUMNS (" + OWN.toDDL() + ")"));
        }
        columns.values().stream().filter(column -> !column.nullable() && !own(column.name()))
            .forEach(column -> problem(column.name(), "the table wants a value and the mapping makes none", "Map it"));
    }

    private static boolean fits(DataType from, DataType to) {
        return DataType.equalsIgnoreNullability(from, to) || Cast.canUpCast(from, to) && !to.catalogString().equals("string");
    }

    private void problem(String field, String what, String fix) {
        problems.add(new Problem(where + "." + field, what, fix));
    }
}
