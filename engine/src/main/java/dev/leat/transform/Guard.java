package dev.leat.transform;

import dev.leat.connect.Failures;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** What generated code hands over to: rows that are not plainly right. Public for that reason. */
public final class Guard implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Fused fused;
    private final Failures failures;

    Guard(Fused fused, Failures failures) {
        this.fused = fused;
        this.failures = failures;
    }

    public static boolean isDelete(UTF8String operation) {
        return Deletes.DELETE.equals(operation);
    }

    /** Whether the value of a field is one of those that the check allows. */
    public boolean allows(int check, Object value) {
        return fused.checks()[check].values().contains(value);
    }

    /** The row of the fields; null when the record failed, which is told to the failures. */
    public InternalRow slowly(Object[] captured) {
        try {
            return fused.slowly(new GenericInternalRow(captured));
        } catch (Failed e) {
            failures.add(e.failure());
            return null;
        }
    }
}
