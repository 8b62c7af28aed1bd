package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.Rows;
import dev.leat.connect.jdbc.Tuple;
import java.sql.SQLException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** Rows of a table by binary COPY. */
final class CopyCursor implements Rows.Cursor {
    private final CopyMessages messages;
    private final Tuple row;
    private final Decoder[] decoders;
    private final boolean[] paired;
    private byte[] bytes;
    private int at;

    CopyCursor(CopyMessages messages, Tuple row, Decoder[] decoders, boolean[] paired) {
        this.messages = messages;
        this.row = row;
        this.decoders = decoders;
        this.paired = paired;
    }

    @Override
    public InternalRow next() throws SQLException {
        if (!messages.next()) {
            return null;
        }
        bytes = messages.bytes();
        at = messages.at();
        row.begin();
        for (int i = 0; i < decoders.length; i++) {
            decode(i);
        }
        row.end();
        messages.readTo(at);
        return row;
    }

    private void decode(int ordinal) {
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

    @Override
    public void close() {
        messages.close();
    }
}
