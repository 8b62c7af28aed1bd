package dev.leat.transform;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;

/** Each row turned into another one or left out. */
final class RowByRow implements Iterator<InternalRow> {
    /** What becomes of a row. */
    interface Turn {
        /** Null leaves the row out; this is called for each row, so it does without Optional. */
        InternalRow apply(InternalRow row) throws Failed;
    }

    private final Iterator<InternalRow> rows;
    private final Turn turn;
    private final Partition partition;
    private InternalRow next;

    RowByRow(Iterator<InternalRow> rows, Partition partition, Turn turn) {
        this.rows = rows;
        this.turn = turn;
        this.partition = partition;
    }

    @Override
    public boolean hasNext() {
        while (next == null && rows.hasNext()) {
            try {
                next = turn.apply(rows.next());
            } catch (Failed e) {
                partition.fail(e.failure());
            }
        }
        return next != null;
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        InternalRow row = next;
        next = null;
        return row;
    }
}
