package dev.leat.transform;

import dev.leat.connect.Failures;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * Fused stages in a plan of Spark. The optimizer sees neither their expressions nor a relation between input and output, so it moves nothing across and
 * every row is evaluated.
 */
final class GuardPlan extends LogicalPlan {
    private static final long serialVersionUID = 1L;

    private final LogicalPlan child;
    private final Seq<Attribute> input;
    private final Seq<Attribute> output;
    private final Fused fused;
    private final Failures failures;

    /** {@code input} are the child's attributes in the order of the rows that {@code fused} expects. */
    GuardPlan(LogicalPlan child, Seq<Attribute> input, List<Attribute> output, Fused fused, Failures failures) {
        this(child, input, Seqs.of(output), fused, failures);
    }

    private GuardPlan(LogicalPlan child, Seq<Attribute> input, Seq<Attribute> output, Fused fused, Failures failures) {
        this.child = child;
        this.input = input;
        this.output = output;
        this.fused = fused;
        this.failures = failures;
    }

    Seq<Attribute> input() {
        return input;
    }

    Fused fused() {
        return fused;
    }

    Failures failures() {
        return failures;
    }

    LogicalPlan child() {
        return child;
    }

    @Override
    public Seq<LogicalPlan> children() {
        return Seqs.of(List.of(child));
    }

    @Override
    public Seq<Attribute> output() {
        return output;
    }

    @Override
    public AttributeSet references() {
        return child.outputSet();
    }

    @Override
    public LogicalPlan withNewChildrenInternal(IndexedSeq<LogicalPlan> newChildren) {
        return new GuardPlan(newChildren.head(), input, output, fused, failures);
    }

    /** Spark copies its own nodes by reflection on their constructors. Its rules may have replaced attributes of the input. */
    @Override
    @SuppressWarnings("unchecked")
    public LogicalPlan makeCopy(Object[] elements) {
        LogicalPlan copy = new GuardPlan((LogicalPlan) elements[0], (Seq<Attribute>) elements[1], output, fused, failures);
        copy.copyTagsFrom(this);
        return copy;
    }

    @Override
    public LogicalPlan clone() {
        LogicalPlan copy = makeCopy(new Object[] {child.clone(), input});
        if (analyzed()) {
            copy.setAnalyzed();
        }
        return copy;
    }

    @Override
    public int productArity() {
        return 3;
    }

    /** The fields alone: failures hold values of rows, which belong in no log. */
    @Override
    public String argString(int longest) {
        return Seqs.list(output).stream().map(Attribute::name).toList().toString();
    }

    /** The failures tell two uses of one program apart. */
    @Override
    public Object productElement(int n) {
        return n == 0 ? child : n == 1 ? input : failures;
    }

    @Override
    public boolean canEqual(Object that) {
        return that instanceof GuardPlan;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GuardPlan guard && guard.failures == failures && guard.fused == fused && guard.child.equals(child);
    }

    @Override
    public int hashCode() {
        return child.hashCode();
    }
}
