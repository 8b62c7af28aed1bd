package dev.leat.transform;

import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;

/** One pass over the rows of a partition. A row is valid until the next one is asked for; it may be the same object. */
interface Step extends Serializable {
    /** Used by one task only, after its own deserialization. */
    Iterator<InternalRow> over(Iterator<InternalRow> rows, Partition partition);
}
