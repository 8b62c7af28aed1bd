package dev.leat.transform;

import dev.leat.connect.Batch;
import dev.leat.connect.Failures;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;

/** The steps of a program as tasks of Spark. */
final class Execution implements Function2<Integer, Iterator<InternalRow>, Iterator<InternalRow>> {
    private static final long serialVersionUID = 1L;

    private final Step[] steps;
    private final Failures failures;
    private final Counters counters;
    private int rows;

    Execution(List<Step> steps, Failures failures, Counters counters) {
        this.steps = steps.toArray(Step[]::new);
        this.failures = failures;
        this.counters = counters;
    }

    Dataset<Row> over(SparkSession spark, Dataset<Row> captured, Slots output) {
        JavaRDD<InternalRow> input = ((org.apache.spark.sql.classic.Dataset<Row>) captured).queryExecution().toRdd().toJavaRDD();
        rows = input.id();
        RDD<InternalRow> made = input.mapPartitionsWithIndex(this, true).rdd();
        return ((org.apache.spark.sql.classic.SparkSession) spark).internalCreateDataFrame(made, schema(output), false);
    }

    /** Every field may be null, because it is in {@code d} rows. */
    private static StructType schema(Slots output) {
        StructType schema = new StructType();
        for (Field field : output.all()) {
            schema = schema.add(field.name(), field.type(), !field.name().equals(Batch.SEQ));
        }
        return schema;
    }

    @Override
    public Iterator<InternalRow> call(Integer index, Iterator<InternalRow> input) {
        Partition partition = new Partition(failures);
        TaskCompletionListener told = context -> counters.add(new Counters.Count(rows, index, partition.amounts()));
        TaskContext.get().addTaskCompletionListener(told);
        Iterator<InternalRow> output = input;
        for (Step step : steps) {
            output = step.over(output, partition);
        }
        return output;
    }
}
