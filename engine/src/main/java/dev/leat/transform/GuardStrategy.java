package dev.leat.transform;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.SparkStrategy;
import scala.collection.immutable.Seq;

/** Tells Spark's planner how {@link GuardPlan} is executed. */
final class GuardStrategy extends SparkStrategy {
    private static final GuardStrategy ONE = new GuardStrategy();
    private static final long serialVersionUID = 1L;

    /** For this session and those that are cloned from it; once is enough. */
    static void install(SparkSession session) {
        List<SparkStrategy> strategies = new ArrayList<>(Seqs.list(session.experimental().extraStrategies()));
        if (strategies.stream().noneMatch(known -> known == ONE)) {
            strategies.add(ONE);
            session.experimental().extraStrategies_$eq(Seqs.of(strategies));
        }
    }

    @Override
    public Seq<SparkPlan> apply(LogicalPlan plan) {
        if (!(plan instanceof GuardPlan guard)) {
            return Seqs.of(List.of());
        }
        // Bound expressions go by place, so the order must be the one they were bound to
        SparkPlan input = new ProjectExec(Seqs.of(Seqs.list(guard.input())), planLater(guard.child()));
        return Seqs.of(List.of(new GuardExec(guard.output(), input, guard.fused(), guard.failures())));
    }
}
