package dev.leat.transform;

import dev.leat.connect.Failures;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.TaskCompletionListener;

/** Steps as tasks of Spark, row by row. */
final class Execution implements Function2<Integer, Iterator<InternalRow>, Iterator<InternalRow>> {
    private static final long serialVersionUID = 1L;

    private final Step[] steps;
    private final Failures failures;
    private final Counters counters;
    private int rows;

    /** For steps that count nothing. */
    Execution(List<Step> steps, Failures failures) {
        this(steps, failures, null);
    }

    Execution(List<Step> steps, Failures failures, Counters counters) {
        this.steps = steps.toArray(Step[]::new);
        this.failures = failures;
        this.counters = counters;
    }

    RDD<InternalRow> over(RDD<InternalRow> input) {
        JavaRDD<InternalRow> captured = input.toJavaRDD();
        rows = captured.id();
        return captured.mapPartitionsWithIndex(this, true).rdd();
    }

    @Override
    public Iterator<InternalRow> call(Integer index, Iterator<InternalRow> input) {
        Partition partition = new Partition(failures);
        TaskCompletionListener told = context -> {
            if (!partition.amounts().isEmpty()) {
                counters.add(new Counters.Count(rows, index, partition.amounts()));
            }
        };
        TaskContext.get().addTaskCompletionListener(told);
        Iterator<InternalRow> output = input;
        for (Step step : steps) {
            output = step.over(output, partition);
        }
        return output;
    }
}
