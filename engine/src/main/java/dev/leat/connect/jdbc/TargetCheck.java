package dev.leat.connect.jdbc;

import dev.leat.connect.Layout;
import dev.leat.model.Column;
import dev.leat.model.Deletes;
import dev.leat.model.Problem;
import dev.leat.model.WriteMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;

/** Fields against the columns of a table. A column takes a field of its own type or of one that fits into it without loss; a table is never changed. */
final class TargetCheck {
    private final String where;
    private final Grammar grammar;
    private final Layout wanted;
    private final List<Problem> problems = new ArrayList<>();

    TargetCheck(String where, Grammar grammar, Layout wanted) {
        this.where = where;
        this.grammar = grammar;
        this.wanted = wanted;
    }

    static DataType type(Column column) {
        return CatalystSqlParser$.MODULE$.parseDataType(column.type().orElseThrow());
    }

    List<Problem> against(Optional<Target> table) {
        names();
        table.ifPresent(this::columns);
        return problems;
    }

    private void names() {
        for (Column field : wanted.fields()) {
            if (Target.OWN.contains(field.name()) || wanted.mode() == WriteMode.HISTORY && Target.TIMES.contains(field.name())) {
                problem(field.name(), "the name is Leat's own", "Rename it");
            } else if (field.name().getBytes(StandardCharsets.UTF_8).length > grammar.longestName() || field.name().indexOf(0) >= 0) {
                problem(field.name(), "the database takes names of at most " + grammar.longestName() + " bytes, without the character 0", "Rename it");
            } else if (grammar.type(type(field)).isEmpty()) {
                problem(field.name(), "no column can hold " + type(field).catalogString(), "Cast it in the mapping");
            }
        }
    }

    private void columns(Target table) {
        Map<String, Target.Field> columns = new HashMap<>();
        table.fields().forEach(field -> columns.put(field.column().name(), field));
        for (Column field : wanted.fields()) {
            Target.Field column = columns.remove(field.name());
            if (column == null) {
                problem(field.name(), "the table has no such column", Problem.choices(table.fields().stream().map(one -> one.column().name()).toList()) + " or add it to the table");
            } else if (!column.writable()) {
                problem(field.name(), "the database fills this column itself", "Leave it out of the mapping");
            } else if (!fits(type(field), column)) {
                problem(field.name(), "the table has " + column.column().sourceType() + " (" + column.column().type().orElse("?") + "), the mapping makes " + type(field).catalogString(), "Cast it in the mapping");
            }
        }
        if (wanted.mode() != WriteMode.APPEND) {
            rows(table);
        }
        columns.values().stream().filter(field -> !field.column().nullable() && !field.filled() && !Target.OWN.contains(field.column().name())
            && !(wanted.mode() == WriteMode.HISTORY && Target.TIMES.contains(field.column().name()))).forEach(field -> problem(field.column().name(), "the table wants a value and the mapping makes none", "Map it"));
    }

    private void rows(Target table) {
        String alter = "ALTER TABLE " + table.sql() + " ADD COLUMN ";
        if (!table.has(Target.SEQ)) {
            problems.add(new Problem(where, "the table has no column " + Target.SEQ + ", by which an older version of a row is told",
                "Name a new table, or add it: " + alter + grammar.quoted(Target.SEQ) + " " + grammar.type(DataTypes.LongType).orElseThrow()));
        }
        missing(table, alter);
        if (Match.of(wanted, table).isEmpty() && wanted.mode() == WriteMode.HISTORY) {
            problems.add(new Problem(where, "the table has no primary key or unique constraint on the key and " + Target.SEQ + ", by which a version is found again",
                "Name a new table, or add a unique constraint on " + (wanted.key().isEmpty() ? List.of(Target.ID) : wanted.key()) + " and " + Target.SEQ));
        } else if (Match.of(wanted, table).isEmpty()) {
            String id = alter + grammar.quoted(Target.ID) + " " + grammar.keyType(DataTypes.StringType).orElseThrow() + " UNIQUE";
            String key = wanted.key().stream().map(grammar::quoted).collect(Collectors.joining(", "));
            problems.add(new Problem(where, wanted.key().isEmpty() ? "the mapping keeps no field that holds the key as it is, and the table has no unique column " + Target.ID
                : "the table has no primary key or unique constraint on just " + wanted.key(),
                wanted.key().isEmpty() ? "Map the key as it is to the table's key, or add it: " + id : "Add it: ALTER TABLE " + table.sql() + " ADD UNIQUE (" + key + "), or: " + id));
        }
    }

    private void missing(Target table, String alter) {
        Map<String, DataType> needed = new LinkedHashMap<>();
        if (wanted.deletes() == Deletes.SOFT) {
            needed.put(Target.DELETED, DataTypes.BooleanType);
        }
        if (wanted.mode() == WriteMode.HISTORY) {
            needed.putAll(Map.of(Target.FROM, DataTypes.TimestampType, Target.TO, DataTypes.TimestampType, Target.CURRENT, DataTypes.BooleanType));
        }
        needed.forEach((name, type) -> {
            if (!table.has(name)) {
                problem(name, "the table has no such column", "Name a new table, or add it: " + alter + grammar.quoted(name) + " " + grammar.type(type).orElseThrow());
            }
        });
    }

    private boolean fits(DataType from, Target.Field to) {
        DataType held = type(to.column());
        boolean text = held.catalogString().equals("string");
        if (text && from instanceof NumericType) {
            return to.column().sourceType().equals("numeric"); // without limits, which Spark has no type for
        }
        return DataType.equalsIgnoreNullability(from, held) || from instanceof NullType || text && grammar.asJson(from) || Cast.canUpCast(from, held) && !text;
    }

    private void problem(String field, String what, String fix) {
        problems.add(new Problem(where + "." + field, what, fix));
    }
}
