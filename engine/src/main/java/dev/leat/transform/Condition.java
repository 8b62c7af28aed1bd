package dev.leat.transform;

import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BasePredicate;
import org.apache.spark.sql.catalyst.expressions.Predicate;

/** Leaves out the rows for which a filter's condition is not true. */
record Condition(String stage, Fields.One condition) implements Step {

    @Override
    public Iterator<InternalRow> over(Iterator<InternalRow> rows, Partition partition) {
        BasePredicate predicate = Predicate.create(condition.value());
        return new RowByRow(rows, partition, row -> {
            if (Deletes.is(row) || isTrue(row, predicate)) {
                return row;
            }
            partition.count(Counters.Name.FILTERED, 1);
            return null;
        });
    }

    private boolean isTrue(InternalRow row, BasePredicate predicate) throws Failed {
        try {
            return predicate.eval(row);
        } catch (Exception | StackOverflowError e) {
            throw new Failed(Evaluation.failure(row, stage, condition, e));
        }
    }
}
