package dev.leat.connect.postgres;

import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/** Text as it is, without the character 0, which PostgreSQL does not know. */
enum TextEncoder implements Encoder {
    TEXT(0), JSONB(1);

    private static final byte JSONB_VERSION = 1;
    private final int head;

    TextEncoder(int head) {
        this.head = head;
    }

    @Override
    public void encode(SpecializedGetters row, int ordinal, CopyBuffer out) throws Unfit {
        UTF8String text = row.getUTF8String(ordinal);
        int count = text.numBytes();
        out.int4(count + head);
        if (head == 1) {
            out.int1(JSONB_VERSION);
        }
        int at = out.claim(count);
        byte[] bytes = out.bytes();
        Platform.copyMemory(text.getBaseObject(), text.getBaseOffset(), bytes, Platform.BYTE_ARRAY_OFFSET + at, count);
        boolean ascii = true;
        for (int i = at; i < at + count; i++) {
            if (bytes[i] == 0) {
                throw new Unfit("the text has the character 0, which PostgreSQL does not take");
            }
            ascii &= bytes[i] > 0;
        }
        if (!ascii && !text.isValid()) {
            throw new Unfit("the text is not UTF-8");
        }
    }
}
