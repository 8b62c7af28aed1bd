package dev.leat.connect.postgres;

import dev.leat.connect.Batch;
import dev.leat.connect.jdbc.Rows;
import dev.leat.connect.jdbc.Tuple;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Messages of the server's logical replication (PostgreSQL's protocol, Logical Replication Message Formats, version 1) as events: those of the transactions whose commit lies in the
 * range. Of a change of the key come two, the delete and what takes its place.
 */
final class Events implements Rows.Cursor {
    private static final UTF8String CREATED = UTF8String.fromString("c");
    private static final UTF8String UPDATED = UTF8String.fromString("u");
    private static final UTF8String DELETED = UTF8String.fromString("d");
    private static final UTF8String TRUNCATED = UTF8String.fromString(Batch.TRUNCATED);
    private static final UTF8String MOVED = UTF8String.fromString(Batch.MOVED);

    private final CopyMessages messages;
    private final EventPart part;
    private final Tuple row;
    private final int op;
    private int[] places = {};
    private boolean inside;
    private SentRow moved;

    Events(CopyMessages messages, EventPart part) {
        this.messages = messages;
        this.part = part;
        row = new Tuple(part.schema());
        op = part.columns().size();
    }

    @Override
    public InternalRow next() throws SQLException {
        if (moved != null) {
            SentRow arrived = moved;
            moved = null;
            return told(MOVED, arrived, arrived.left());
        }
        while (messages.next()) {
            byte[] bytes = messages.bytes();
            int at = messages.at() + 4;
            messages.readTo(at + Big.int4(bytes, messages.at()));
            InternalRow event = event(bytes, at);
            if (event != null) {
                return event;
            }
        }
        return null;
    }

    private InternalRow event(byte[] bytes, int at) {
        switch (bytes[at]) {
            case 'B' -> {
                Lsn commit = new Lsn(Big.int8(bytes, at + 1));
                inside = !commit.isBefore(part.from()) && commit.isBefore(part.to());
            }
            case 'R' -> relation(bytes, at + 1);
            case 'T' -> {
                return inside && truncated(bytes, at + 1) ? told(TRUNCATED, SentRow.NOTHING, new int[0]) : null;
            }
            case 'I', 'U', 'D' -> {
                return inside && Big.int4(bytes, at + 1) == (int) part.table() ? change(bytes, at) : null;
            }
            default -> {
                return null; // commit, origin, type, message
            }
        }
        return null;
    }

    private InternalRow change(byte[] bytes, int at) {
        SentRow old = SentRow.NOTHING;
        int from = at + 5;
        if (bytes[from] != 'N') {
            old = SentRow.read(bytes, from + 1);
            if (bytes[at] == 'D') {
                return told(DELETED, old, new int[0]);
            }
            from = old.end();
        }
        SentRow sent = SentRow.read(bytes, from + 1).completed(old);
        int[] left = left(sent);
        if (bytes[at] == 'U' && old != SentRow.NOTHING && differs(old, sent)) {
            moved = sent.leaving(left);
            return told(DELETED, old, left);
        }
        return told(bytes[at] == 'I' ? CREATED : UPDATED, sent, left);
    }

    private boolean differs(SentRow old, SentRow sent) {
        for (int ordinal : part.key()) {
            if (!old.same(sent, places[ordinal])) {
                return true;
            }
        }
        return false;
    }

    /** The ordinals of the columns whose value was not sent. */
    private int[] left(SentRow sent) {
        int count = 0;
        int[] left = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            if (places[i] >= 0 && sent.isLeftOut(places[i])) {
                left[count++] = i;
            }
        }
        return Arrays.copyOf(left, count);
    }

    private InternalRow told(UTF8String what, SentRow sent, int[] left) {
        row.begin();
        for (int i = 0; i < op; i++) {
            int place = i < places.length ? places[i] : -1;
            if (place >= 0 && sent.has(place)) {
                part.decoders()[i].decode(sent.bytes(), sent.at(place), sent.length(place), row, i);
            } else {
                row.nothing(i);
            }
        }
        row.put(op, what);
        if (left.length == 0) {
            row.nothing(op + 1);
        } else {
            List<Object> names = new ArrayList<>();
            for (int ordinal : left) {
                names.add(UTF8String.fromString(part.columns().get(ordinal).name()));
            }
            row.put(op + 1, new GenericArrayData(names.toArray()));
        }
        row.end();
        return row;
    }

    private boolean truncated(byte[] bytes, int at) {
        for (int i = 0; i < Big.int4(bytes, at); i++) {
            if (Big.int4(bytes, at + 5 + 4 * i) == (int) part.table()) {
                return true;
            }
        }
        return false;
    }

    /** What the table was like when the changes behind it were made. */
    private void relation(byte[] bytes, int from) {
        if (Big.int4(bytes, from) != (int) part.table()) {
            return;
        }
        int at = behind(bytes, behind(bytes, from + 4)) + 1;
        int count = Big.int2(bytes, at);
        at += 2;
        places = new int[op];
        Arrays.fill(places, -1);
        for (int place = 0; place < count; place++) {
            int end = behind(bytes, at + 1);
            String name = new String(bytes, at + 1, end - at - 2, StandardCharsets.UTF_8);
            long type = Big.int4(bytes, end) & 0xFFFF_FFFFL;
            for (int i = 0; i < op; i++) {
                EventPart.Column column = part.columns().get(i);
                if (column.name().equals(name)) {
                    column.check(part.where(), type);
                    places[i] = place;
                }
            }
            at = end + 8;
        }
    }

    /** Behind a text that ends with a zero. */
    private static int behind(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] != 0) {
            at++;
        }
        return at + 1;
    }

    @Override
    public void close() {
        messages.close();
    }
}
