package dev.leat.connect.postgres;

import java.util.Arrays;

/**
 * A row's values as logical replication sends them ({@code TupleData}): int16 columns, for each {@code n} (null), {@code u} (not sent, as it is large and did not change) or
 * {@code t} with int32 length and text.
 */
final class SentRow {
    static final SentRow NOTHING = new SentRow(new byte[0], new int[0], new int[0], 0, new int[0]);
    private static final int NULL = -1;
    private static final int LEFT_OUT = -2;

    private final byte[] bytes;
    private final int[] starts;
    private final int[] lengths;
    private final int end;
    private final int[] left;

    private SentRow(byte[] bytes, int[] starts, int[] lengths, int end, int[] left) {
        this.bytes = bytes;
        this.starts = starts;
        this.lengths = lengths;
        this.end = end;
        this.left = left;
    }

    static SentRow read(byte[] bytes, int from) {
        int[] starts = new int[Big.int2(bytes, from)];
        int[] lengths = new int[starts.length];
        int at = from + 2;
        for (int i = 0; i < starts.length; i++) {
            byte kind = bytes[at++];
            if (kind == 't') {
                lengths[i] = Big.int4(bytes, at);
                starts[i] = at + 4;
                at = starts[i] + lengths[i];
            } else {
                lengths[i] = kind == 'u' ? LEFT_OUT : NULL;
            }
        }
        return new SentRow(bytes, starts, lengths, at, new int[0]);
    }

    /** Values that were not sent with the new row may be in the old one, which is in the same message. */
    SentRow completed(SentRow old) {
        for (int i = 0; i < Math.min(lengths.length, old.lengths.length); i++) {
            if (lengths[i] == LEFT_OUT && old.lengths[i] >= 0) {
                lengths[i] = old.lengths[i];
                starts[i] = old.starts[i];
            }
        }
        return this;
    }

    SentRow leaving(int[] ordinals) {
        return new SentRow(bytes, starts, lengths, end, ordinals);
    }

    int[] left() {
        return left;
    }

    boolean has(int place) {
        return place < lengths.length && lengths[place] >= 0;
    }

    boolean isLeftOut(int place) {
        return place < lengths.length && lengths[place] == LEFT_OUT;
    }

    boolean same(SentRow other, int place) {
        return Arrays.equals(bytes, starts[place], starts[place] + Math.max(0, lengths[place]), other.bytes, other.starts[place], other.starts[place] + Math.max(0, other.lengths[place]));
    }

    byte[] bytes() {
        return bytes;
    }

    int at(int place) {
        return starts[place];
    }

    int length(int place) {
        return lengths[place];
    }

    int end() {
        return end;
    }
}
