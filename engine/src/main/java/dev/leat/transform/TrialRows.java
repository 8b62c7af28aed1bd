package dev.leat.transform;

import dev.leat.model.Column;
import dev.leat.model.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Rows to try expressions on, with the checks and the strictness of a run and without a Spark session. An expression that is not allowed is never
 * evaluated.
 */
public final class TrialRows {
    private final List<Field> fields;
    private final Slots slots;
    private final List<InternalRow> rows;

    private TrialRows(List<Field> fields, List<InternalRow> rows) {
        this.fields = fields;
        this.slots = Slots.between(fields);
        this.rows = rows;
    }

    /**
     * @param columns those without a type, or with one that cannot be read, cannot be used
     * @param values  of each column, row by row, as text; arrays, structs and maps as JSON. What is not of the column's type is null
     */
    public static TrialRows of(List<Column> columns, List<List<Optional<String>>> values) {
        List<Field> fields = new ArrayList<>();
        List<List<Optional<Object>>> typed = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            for (Attribute attribute : Types.attributes(List.of(columns.get(i)))) {
                fields.add(new Field(attribute, Optional.empty()));
                typed.add(Settings.always(new Reader(attribute.dataType(), values.get(i))::values));
            }
        }
        List<InternalRow> rows = new ArrayList<>();
        for (int row = 0; row < (values.isEmpty() ? 0 : values.get(0).size()); row++) {
            rows.add(row(row, typed));
        }
        return new TrialRows(List.copyOf(fields), List.copyOf(rows));
    }

    private static InternalRow row(int row, List<List<Optional<Object>>> columns) {
        Object[] values = new Object[Slots.OWN_SIZE + columns.size()];
        values[Slots.ID] = UTF8String.fromString(Integer.toString(row));
        values[Slots.OP] = UTF8String.fromString("r");
        values[Slots.SEQ] = (long) row;
        for (int i = 0; i < columns.size(); i++) {
            values[Slots.OWN_SIZE + i] = columns.get(i).get(row).orElse(null);
        }
        return new GenericInternalRow(values);
    }

    /** An expression to try, and what its destination demands. */
    public record Request(String expression, Constraint constraint) {}

    /** Empty after a problem: the expression is not allowed, does not parse, or its type is not one that the destination's can take. */
    public Optional<Attempt> attempt(String expression, Constraint constraint, String where, Problems problems) {
        return attempts(List.of(new Request(expression, constraint)), where, problems).get(0);
    }

    /** As {@link #attempt} for each of many, in order, at a tenth of the cost. */
    public List<Optional<Attempt>> attempts(List<Request> requests, String where, Problems problems) {
        return attempts(requests, Integer.MAX_VALUE, where, problems);
    }

    /** @param patience after so many failures of an expression the rows left are not tried, which is slow, and fail with reason {@code not-tried} */
    public List<Optional<Attempt>> attempts(List<Request> requests, int patience, String where, Problems problems) {
        Set<String> names = fields.stream().map(Field::name).collect(Collectors.toSet());
        List<String> allowed = requests.stream().map(Request::expression).distinct()
            .filter(text -> dev.leat.transform.Expression.parse(text, names, where, problems).isPresent()).toList();
        List<Optional<Expression>> resolved = Analysis.resolveAll(allowed, fields.stream().map(Field::attribute).toList(), where, problems);
        Map<String, Expression> values = new HashMap<>();
        for (int i = 0; i < allowed.size(); i++) {
            String text = allowed.get(i);
            resolved.get(i).ifPresent(value -> values.put(text, value));
        }
        return requests.stream().map(request -> Optional.ofNullable(values.get(request.expression()))
            .flatMap(value -> attempt(value, request.constraint(), patience, where, problems))).toList();
    }

    private Optional<Attempt> attempt(Expression value, Constraint constraint, int patience, String where, Problems problems) {
        return Demand.of(value, constraint, where, problems)
            .map(demand -> Settings.always(() -> new Attempt(value.dataType().sql(), demand.over(rows, slots, patience))));
    }

    /** Texts as values of a type. */
    private record Reader(DataType type, List<Optional<String>> texts) {
        List<Optional<Object>> values() {
            Expression text = new BoundReference(0, DataTypes.StringType, true);
            Expression reader = type instanceof StructType || type instanceof ArrayType || type instanceof MapType ? json() : Types.cast(text, type);
            return texts.stream().map(value -> value.flatMap(there -> value(reader, there))).toList();
        }

        private Expression json() {
            Attribute attribute = Field.attribute("value", DataTypes.StringType, true);
            Expression parsed = Analysis.own("from_json(value, '" + type.sql().replace("\\", "\\\\").replace("'", "\\'") + "')", List.of(attribute));
            return new Slots(List.of(new Field(attribute, Optional.empty())), 0).bind(parsed);
        }

        private static Optional<Object> value(Expression reader, String text) {
            try {
                return Optional.ofNullable(reader.eval(new GenericInternalRow(new Object[] {UTF8String.fromString(text)})));
            } catch (RuntimeException notOfThisType) {
                return Optional.empty();
            }
        }
    }
}
