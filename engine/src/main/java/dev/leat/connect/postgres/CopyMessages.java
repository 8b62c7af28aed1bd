package dev.leat.connect.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.copy.CopyOut;

/**
 * The rows of a binary COPY. The server sends one message a row (PostgreSQL's protocol, COPY Operations), the file header of 19 bytes in front of the first and
 * int16 -1 after the last: so each row is an array of its own, and texts can be views of it.
 */
final class CopyMessages implements AutoCloseable {
    private static final int HEADER = 19;

    private final Connection connection;
    private final CopyOut copy;
    private byte[] message = {};
    private int at;
    private boolean begun;
    private boolean ended;

    CopyMessages(Connection connection, CopyOut copy) {
        this.connection = connection;
        this.copy = copy;
    }

    /** Whether there is one more row, which {@link #bytes} then holds from {@link #at} on: the length of each field as int32, -1 for null, and the field. */
    boolean next() throws SQLException {
        while (at >= message.length) {
            message = copy.readFromCopy();
            if (message == null) {
                throw new SQLException("the server ended the copy before its last row", "08006");
            }
            at = begun ? 0 : HEADER;
            begun = true;
        }
        int fields = Big.int2(message, at);
        at += 2;
        if (fields < 0) {
            finish();
        }
        return fields >= 0;
    }

    byte[] bytes() {
        return message;
    }

    int at() {
        return at;
    }

    /** The row's fields are read up to here. */
    void readTo(int place) {
        at = place;
    }

    /** Takes the server's word that all is sent: an error after the last row would be lost otherwise. */
    private void finish() throws SQLException {
        while (copy.isActive() && copy.readFromCopy() != null) {
            continue;
        }
        ended = true;
    }

    @Override
    public void close() {
        if (ended) {
            Snapshot.end(connection);
        } else {
            Snapshot.abandon(connection);
        }
    }
}
