package dev.leat.transform;

import dev.leat.connect.Failures;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenFallback;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.execution.CodegenSupport;
import org.apache.spark.sql.execution.SparkPlan;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * Evaluates fused stages inside Spark's own generated code, between the scan below and the write above, so that rows are not copied in between. Spark's
 * rules do not see the expressions.
 */
final class GuardExec extends SparkPlan implements CodegenSupport {
    private static final long serialVersionUID = 1L;

    private final SparkPlan child;
    private final Seq<Attribute> output;
    private final transient Fused fused;
    private final transient Failures failures;
    private CodegenSupport parent;

    GuardExec(Seq<Attribute> output, SparkPlan child, Fused fused, Failures failures) {
        this.child = child;
        this.output = output;
        this.fused = fused;
        this.failures = failures;
    }

    @Override
    public Seq<SparkPlan> children() {
        return Seqs.of(List.of(child));
    }

    @Override
    public Seq<Attribute> output() {
        return output;
    }

    @Override
    public SparkPlan withNewChildrenInternal(IndexedSeq<SparkPlan> newChildren) {
        return new GuardExec(output, newChildren.head(), fused, failures);
    }

    /** Spark copies its own nodes by reflection on their constructors. */
    @Override
    public SparkPlan makeCopy(Object[] elements) {
        SparkPlan copy = new GuardExec(output, (SparkPlan) elements[0], fused, failures);
        copy.copyTagsFrom(this);
        return copy;
    }

    @Override
    public SparkPlan clone() {
        return makeCopy(new Object[] {child.clone()});
    }

    @Override
    public AttributeSet references() {
        return child.outputSet();
    }

    @Override
    public int productArity() {
        return 2;
    }

    /** The fields alone: failures hold values of rows, which belong in no log. */
    @Override
    public String argString(int longest) {
        return Seqs.list(output).stream().map(Attribute::name).toList().toString();
    }

    /** The failures tell two uses of one program apart. */
    @Override
    public Object productElement(int n) {
        return n == 0 ? child : failures;
    }

    @Override
    public boolean canEqual(Object that) {
        return that instanceof GuardExec;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GuardExec guard && guard.failures == failures && guard.fused == fused && guard.child.equals(child);
    }

    @Override
    public int hashCode() {
        return child.hashCode();
    }

    @Override
    public String nodeName() {
        return "LeatProgram";
    }

    @Override
    public CodegenSupport parent() {
        return parent;
    }

    @Override
    public void parent_$eq(CodegenSupport parent) {
        this.parent = parent;
    }

    @Override
    public Seq<RDD<InternalRow>> inputRDDs() {
        return ((CodegenSupport) child).inputRDDs();
    }

    @Override
    public String doProduce(CodegenContext context) {
        return ((CodegenSupport) child).produce(context, this);
    }

    /** Expressions without generated code read their values from a row, which there is not. */
    @Override
    public boolean supportCodegen() {
        return Stream.of(fused.values()).noneMatch(value -> value.exists(node -> node instanceof CodegenFallback));
    }

    /** All: a row that fails needs every column. */
    @Override
    public AttributeSet usedInputs() {
        return child.outputSet();
    }

    @Override
    public String doConsume(CodegenContext context, Seq<ExprCode> input, ExprCode row) {
        return new GuardCode(context, fused, Seqs.list(input), Seqs.list(child.output())).around(new Guard(fused, failures),
            fields -> consume(context, fields, null));
    }

    @Override
    public RDD<InternalRow> doExecute() {
        return new Execution(List.of(fused), failures).over(child.execute());
    }
}
