package dev.leat.connect.jdbc;

import java.sql.SQLException;
import java.util.Optional;

/** Rows on their way straight into a table, on the connection of the one who leads; nothing of them is there before that commits. */
public interface Direct extends AutoCloseable {
    /** What tasks of this process fill it with; they may do so at the same time. */
    Opening opening();

    /** What the server said against a row while it was sent; the task that sent it has failed by that. */
    Optional<SQLException> broken();

    /** Waits for the server's word. @return how many rows it took */
    long end() throws SQLException;

    /** Gives up what has not ended. */
    @Override
    void close();
}
