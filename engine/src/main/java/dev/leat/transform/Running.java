package dev.leat.transform;

import dev.leat.connect.Batch;
import dev.leat.connect.Failures;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The steps of a program as a dataset of a session: the first one, a projection always, inside Spark's plan, what follows row by row. */
record Running(SparkSession session, Failures failures, Counters counters) {

    Dataset<Row> of(Dataset<Row> captured, List<Step> steps, Slots afterFirst, Slots afterLast) {
        GuardStrategy.install(session);
        List<Attribute> attributes = List.of(schema(afterFirst).fields()).stream()
            .map(field -> Field.attribute(field.name(), field.dataType(), field.nullable())).toList();
        LogicalPlan plan = captured.queryExecution().analyzed();
        Dataset<Row> mapped = Dataset.ofRows(session, new GuardPlan(plan, plan.output(), attributes, (Fused) steps.get(0), failures));
        if (steps.size() == 1) {
            return mapped;
        }
        Execution rest = new Execution(steps.subList(1, steps.size()), failures, counters);
        return session.internalCreateDataFrame(rest.over(mapped.queryExecution().toRdd()), schema(afterLast), false);
    }

    /** Every field may be null, because it is in {@code d} rows. */
    private static StructType schema(Slots output) {
        StructType schema = new StructType();
        for (Field field : output.all()) {
            schema = schema.add(field.name(), field.type(), !field.name().equals(Batch.SEQ));
        }
        return schema;
    }
}
