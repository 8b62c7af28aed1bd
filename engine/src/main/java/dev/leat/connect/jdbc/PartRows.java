package dev.leat.connect.jdbc;

import java.sql.SQLException;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.TaskCompletionListener;
import scala.collection.AbstractIterator;

/** One task's rows; ends with the task, also when that is killed or takes only some of them. */
final class PartRows extends AbstractIterator<InternalRow> {
    private final Rows.Part part;
    private final Rows.Cursor cursor;
    private final TaskContext context;
    private InternalRow ahead;
    private boolean looked;

    PartRows(Rows.Part part, TaskContext context) {
        this.part = part;
        this.context = context;
        cursor = part.open();
        context.addTaskCompletionListener((TaskCompletionListener) ended -> cursor.close());
    }

    @Override
    public boolean hasNext() {
        if (!looked) {
            context.killTaskIfInterrupted();
            try {
                ahead = cursor.next();
            } catch (SQLException e) {
                throw SqlFailure.of(part.where(), "read on", e);
            }
            looked = true;
        }
        return ahead != null;
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        looked = ahead == null;
        return ahead;
    }
}
