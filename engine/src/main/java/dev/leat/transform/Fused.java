package dev.leat.transform;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.DataType;

/**
 * Stages that follow each other as one projection. Only for a row at which it throws are they evaluated stage by stage and field by field, to find out
 * what is wrong; so a record that is right costs what a plain select costs.
 */
final class Fused implements Step {
    private static final long serialVersionUID = 1L;

    private final Expression[] values;
    private final Deletes deletes;
    private final Fields[] stages;
    private final Unreadable unreadable;
    private final Check[] checks;
    private transient UnsafeProjection copy;

    /** {@code unreadable} has no uses where the rows are not captured ones. */
    Fused(Slots input, List<Projection> projections, Unreadable unreadable, List<Check> checks) {
        Projection last = projections.get(projections.size() - 1);
        List<Expression> through = Projection.through(projections);
        this.values = Stream.concat(Slots.own().stream(), through.stream().map(input::bind)).toArray(Expression[]::new);
        this.deletes = new Deletes(last.name(), input, last.output(), through);
        this.stages = new Fields[projections.size()];
        for (int i = 0; i < stages.length; i++) {
            Slots slots = i == 0 ? input : Slots.between(projections.get(i).input());
            stages[i] = projections.get(i).bound(slots);
        }
        this.unreadable = unreadable;
        this.checks = checks.toArray(Check[]::new);
    }

    /** Of a row and its fields, over the input row. */
    Expression[] values() {
        return values;
    }

    Check[] checks() {
        return checks;
    }

    boolean capturesUnreadable() {
        return unreadable.uses().length > 0;
    }

    @Override
    public Iterator<InternalRow> over(Iterator<InternalRow> rows, Partition partition) {
        UnsafeProjection projection = UnsafeProjection.create(Seqs.of(List.of(values)));
        return new RowByRow(rows, partition, row -> evaluated(row, projection));
    }

    private InternalRow evaluated(InternalRow row, UnsafeProjection projection) throws Failed {
        if (Deletes.is(row) || capturesUnreadable() && !row.isNullAt(Slots.UNREADABLE)) {
            return slowly(row);
        }
        InternalRow output;
        try {
            output = projection.apply(row);
        } catch (Exception | StackOverflowError e) {
            return slowly(row);
        }
        for (Check check : checks) {
            check.test(output);
        }
        return output;
    }

    /** The same row or the failure, field by field. */
    InternalRow slowly(InternalRow row) throws Failed {
        if (capturesUnreadable()) {
            unreadable.test(row);
        }
        if (Deletes.is(row)) {
            return deletes.apply(row);
        }
        InternalRow fields = row;
        for (Fields stage : stages) {
            fields = stage.row(row, fields);
        }
        for (Check check : checks) {
            check.test(fields);
        }
        if (copy == null) {
            copy = UnsafeProjection.create(Stream.of(values).map(Expression::dataType).toArray(DataType[]::new));
        }
        return copy.apply(fields);
    }
}
