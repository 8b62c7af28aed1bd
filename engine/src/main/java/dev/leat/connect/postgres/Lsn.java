package dev.leat.connect.postgres;

import java.io.Serializable;
import java.util.Locale;

/** A place in the server's log, in bytes from its beginning. */
record Lsn(long value) implements Comparable<Lsn>, Serializable {

    /** From the server's own form, two hexadecimal numbers of 32 bits. */
    static Lsn parse(String text) {
        int slash = text.indexOf('/');
        return new Lsn(Long.parseLong(text.substring(0, slash), 16) << 32 | Long.parseLong(text.substring(slash + 1), 16));
    }

    Lsn plus(long bytes) {
        return new Lsn(value + bytes);
    }

    long since(Lsn earlier) {
        return value - earlier.value;
    }

    Lsn or(Lsn later) {
        return compareTo(later) < 0 ? later : this;
    }

    boolean isBefore(Lsn other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Lsn other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toHexString(value >>> 32).toUpperCase(Locale.ROOT) + "/" + Long.toHexString(value & 0xFFFF_FFFFL).toUpperCase(Locale.ROOT);
    }
}
