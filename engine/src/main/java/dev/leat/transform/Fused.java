package dev.leat.transform;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;

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

    /** The values of a row and of its fields; {@code unreadable} has no uses where the rows are not captured ones. */
    Fused(Slots input, List<Projection> projections, Unreadable unreadable, List<Check> checks) {
        List<Field> output = projections.get(projections.size() - 1).output();
        List<Expression> through = Projection.through(projections);
        this.values = Stream.concat(Slots.own().stream(), through.stream().map(input::bind)).toArray(Expression[]::new);
        this.deletes = new Deletes(projections.get(projections.size() - 1).name(), input, output, through);
        this.stages = new Fields[projections.size()];
        for (int i = 0; i < stages.length; i++) {
            Slots slots = i == 0 ? input : Slots.between(projections.get(i).input());
            stages[i] = projections.get(i).bound(slots);
        }
        this.unreadable = unreadable;
        this.checks = checks.toArray(Check[]::new);
    }

    @Override
    public Iterator<InternalRow> over(Iterator<InternalRow> rows, Partition partition) {
        UnsafeProjection projection = UnsafeProjection.create(Seqs.of(List.of(values)));
        return new RowByRow(rows, partition, row -> evaluated(row, projection));
    }

    private InternalRow evaluated(InternalRow row, UnsafeProjection projection) throws Failed {
        if (unreadable.uses().length > 0) {
            unreadable.test(row);
        }
        if (Deletes.is(row)) {
            return deletes.apply(row);
        }
        InternalRow output;
        try {
            output = projection.apply(row);
        } catch (Exception | StackOverflowError e) {
            output = fieldByField(row);
        }
        for (Check check : checks) {
            check.test(output);
        }
        return output;
    }

    private InternalRow fieldByField(InternalRow row) throws Failed {
        InternalRow input = row;
        for (Fields stage : stages) {
            input = stage.row(row, input);
        }
        return input;
    }
}
