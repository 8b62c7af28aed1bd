package dev.leat.transform;

import dev.leat.connect.Failure;
import dev.leat.model.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.unsafe.types.UTF8String;

/** An expression and what its destination demands of it, row by row and interpreted: a sample is too small to compile for. */
record Demand(Expression value, Constraint constraint, DataType type, int longest, Set<Object> allowed) {

    private static final Attempt.Result NOT_TRIED = new Attempt.Result(Optional.empty(), Optional.of("not-tried"), "");

    static Optional<Demand> of(Expression value, Constraint constraint, String where, Problems problems) {
        int before = problems.list().size();
        Optional<DataType> demanded = constraint.type().flatMap(text -> Types.parse(text, where, problems));
        DataType type = demanded.map(Types::held).orElse(value.dataType());
        if (type instanceof NullType) {
            problems.add(where, "its type is not known", "Cast it: cast(null as string)");
        } else if (problems.list().size() == before && !Types.assignable(value.dataType(), type)) {
            problems.add(where, "it is " + value.dataType().sql() + ", which the destination's " + type.sql() + " cannot take", "Cast it");
        }
        if (problems.list().size() > before) {
            return Optional.empty();
        }
        Expression stored = Types.cast(value, type);
        return Optional.of(new Demand(stored, constraint, type, demanded.flatMap(Types::longest).orElse(0), allowed(constraint, type)));
    }

    /** Those that are no values of the type are never met. */
    private static Set<Object> allowed(Constraint constraint, DataType type) {
        return constraint.values().stream().flatMap(value -> {
            try {
                Expression literal = Literal.create(UTF8String.fromString(value), DataTypes.StringType);
                return Optional.ofNullable(Settings.always(() -> Types.cast(literal, type).eval(null))).stream();
            } catch (RuntimeException e) {
                return Optional.empty().stream();
            }
        }).collect(Collectors.toSet());
    }

    /** After so many failures the rows left are not tried. */
    List<Attempt.Result> over(List<InternalRow> rows, Slots slots, int patience) {
        Fields.One one = Projection.one(constraint.field(), value, slots);
        Expression shown = Types.text(new BoundReference(Slots.OWN_SIZE, type, true));
        Check check = new Check(Demands.NAME, constraint.field(), Slots.OWN_SIZE, type, constraint.required(), longest, allowed);
        List<Attempt.Result> results = new ArrayList<>();
        int failures = 0;
        for (InternalRow row : rows) {
            Attempt.Result result = failures < patience ? result(row, one, check, shown) : NOT_TRIED;
            failures += result.reason().isPresent() ? 1 : 0;
            results.add(result);
        }
        return results;
    }

    private static Attempt.Result result(InternalRow row, Fields.One one, Check check, Expression shown) {
        try {
            InternalRow made = new GenericInternalRow(new Object[] {row.getUTF8String(Slots.ID), row.getUTF8String(Slots.OP), row.getLong(Slots.SEQ), value(row, one)});
            check.test(made);
            return Attempt.Result.of(shown.eval(made));
        } catch (Failed failed) {
            Failure failure = failed.failure();
            return new Attempt.Result(Optional.empty(), Optional.of(failure.reason()), failure.detail());
        }
    }

    private static Object value(InternalRow row, Fields.One one) throws Failed {
        try {
            return one.value().eval(row);
        } catch (Exception | StackOverflowError e) {
            throw new Failed(Evaluation.failure(row, Mapped.NAME, one, e));
        }
    }
}
