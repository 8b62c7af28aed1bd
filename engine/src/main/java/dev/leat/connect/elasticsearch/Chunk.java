package dev.leat.connect.elasticsearch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.leat.connect.JsonFields;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Entries of one bulk request, as they go over the wire: a line that says what to do with which document in which version, and, unless it is a delete, a line with the document.
 * Kept until the server has answered, so that they can be sent again. Rows have the columns of a batch: id, op, seq, then the fields.
 */
final class Chunk extends OutputStream {
    static final int FULL_BYTES = 5 << 20;
    static final int FULL_ENTRIES = 5_000;
    private static final int FIRST_FIELD = 3;
    private static final UTF8String DELETE = UTF8String.fromString("d");
    private static final byte[] INDEX_HEAD = "{\"index\":{\"_id\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DELETE_HEAD = "{\"delete\":{\"_id\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VERSION = ",\"version\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAIL = ",\"version_type\":\"external_gte\"}}\n".getBytes(StandardCharsets.US_ASCII);

    private final JsonFields fields;
    private final boolean everyChange;
    private final JsonGenerator json;
    private byte[] bytes = new byte[FULL_BYTES + (FULL_BYTES >> 2)];
    private int length;
    private final int[] ends = new int[FULL_ENTRIES];
    private int entries;
    private int deletes;

    /** @param everyChange whether each version of an id is a document of its own */
    Chunk(StructType schema, boolean everyChange) {
        this.fields = new JsonFields(schema, FIRST_FIELD);
        this.everyChange = everyChange;
        try {
            json = new JsonFactory().createGenerator(this).disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM)
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET.mappedFeature()).setPrettyPrinter(new MinimalPrettyPrinter(""));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void add(InternalRow row) throws IOException {
        boolean delete = row.getUTF8String(1).equals(DELETE);
        long seq = row.getLong(2);
        write(delete ? DELETE_HEAD : INDEX_HEAD);
        json.writeString(everyChange ? row.getUTF8String(0) + "-" + seq : row.getUTF8String(0).toString());
        json.flush();
        write(VERSION);
        write(Long.toString(seq).getBytes(StandardCharsets.US_ASCII));
        write(TAIL);
        if (delete) {
            deletes++;
        } else {
            json.writeStartObject();
            fields.write(row, json);
            json.writeEndObject();
            json.flush();
            write('\n');
        }
        ends[entries++] = length;
    }

    boolean full() {
        return length >= FULL_BYTES || entries == FULL_ENTRIES;
    }

    void clear() {
        length = 0;
        entries = 0;
        deletes = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int entries() {
        return entries;
    }

    int deletes() {
        return deletes;
    }

    int start(int entry) {
        return entry == 0 ? 0 : ends[entry - 1];
    }

    int end(int entry) {
        return ends[entry];
    }

    @Override
    public void write(int b) {
        room(1);
        bytes[length++] = (byte) b;
    }

    @Override
    public void write(byte[] from) {
        write(from, 0, from.length);
    }

    @Override
    public void write(byte[] from, int offset, int count) {
        room(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    private void room(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length + (bytes.length >> 1)));
        }
    }
}
