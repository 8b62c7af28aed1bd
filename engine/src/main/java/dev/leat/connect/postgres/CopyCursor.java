package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.Rows;
import dev.leat.connect.jdbc.Tuple;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.postgresql.copy.CopyOut;

/**
 * Rows of a binary COPY. The server sends one message a row (PostgreSQL's protocol, COPY Operations), the file header of 19 bytes in front of the first and
 * int16 -1 after the last: so each row is an array of its own, and texts can be views of it.
 */
final class CopyCursor implements Rows.Cursor {
    private static final int HEADER = 19;

    private final Connection connection;
    private final CopyOut copy;
    private final Tuple row;
    private final Decoder[] decoders;
    private final boolean[] paired;
    private byte[] message = {};
    private int at;
    private boolean begun;
    private boolean ended;

    CopyCursor(Connection connection, CopyOut copy, Tuple row, Decoder[] decoders, boolean[] paired) {
        this.connection = connection;
        this.copy = copy;
        this.row = row;
        this.decoders = decoders;
        this.paired = paired;
    }

    @Override
    public InternalRow next() throws SQLException {
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
            return null;
        }
        row.begin();
        for (int i = 0; i < decoders.length; i++) {
            decode(i);
        }
        row.end();
        return row;
    }

    private void decode(int ordinal) {
        byte[] bytes = message;
        int length = Big.int4(bytes, at);
        at += 4;
        if (length >= 0) {
            decoders[ordinal].decode(bytes, at, length, row, ordinal);
            at += length;
        } else {
            row.nothing(ordinal);
        }
        if (paired[ordinal]) {
            int beside = Big.int4(bytes, at);
            at += 4;
            if (beside >= 0) {
                row.unreadable(ordinal, UTF8String.fromBytes(bytes, at, beside));
                at += beside;
            }
        }
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
