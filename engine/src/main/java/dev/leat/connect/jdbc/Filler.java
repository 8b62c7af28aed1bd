package dev.leat.connect.jdbc;

import java.sql.SQLException;
import org.apache.spark.sql.catalyst.InternalRow;

/** One task's rows on their way. */
public interface Filler extends AutoCloseable {
    /** @param row id, operation, version, then the plan's fields */
    void add(InternalRow row) throws SQLException;

    /** Returns when the server has them all. */
    Filled end() throws SQLException;

    /** Without {@link #end} nothing of what was added stays. */
    @Override
    void close();
}
