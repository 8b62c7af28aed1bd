package dev.leat.connect.postgres;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes on their way to the server, numbers with the highest byte first. */
final class CopyBuffer {
    /** {@code PGCOPY\n\377\r\n\0}, no flags, no extension: the head of PostgreSQL's binary COPY format. */
    static final byte[] HEAD = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    static final byte[] TAIL = {-1, -1};
    private byte[] bytes;
    private int length;

    CopyBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Forgets what came after. */
    void backTo(int mark) {
        length = mark;
    }

    void int2(int value) {
        room(2);
        bytes[length++] = (byte) (value >> 8);
        bytes[length++] = (byte) value;
    }

    void int4(int value) {
        room(4);
        put4(length, value);
        length += 4;
    }

    void int8(long value) {
        int4((int) (value >> 32));
        int4((int) value);
    }

    /** At a place that was written before. */
    void put4(int at, int value) {
        bytes[at] = (byte) (value >> 24);
        bytes[at + 1] = (byte) (value >> 16);
        bytes[at + 2] = (byte) (value >> 8);
        bytes[at + 3] = (byte) value;
    }

    void int1(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    /** Makes room for so many bytes and counts them as written. @return where they begin */
    int claim(int count) {
        room(count);
        length += count;
        return length - count;
    }

    void all(byte[] from) {
        System.arraycopy(from, 0, bytes, claim(from.length), from.length);
    }

    private void room(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length + (bytes.length >> 1)));
        }
    }
}
