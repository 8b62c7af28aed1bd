package dev.leat.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** The keys that were seen, each as 128 bits of its digest: 40 bytes a key at most. */
final class KeySet {
    private final List<String> key;
    private final MessageDigest digest;
    private long[] slots = new long[2_048];
    private int size;

    /** @param key columns; none: no record has a key */
    KeySet(List<String> key) {
        this.key = key;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** False when its key was there before; a record with a part of its key missing has none. */
    boolean add(JsonNode record) {
        if (key.isEmpty() || key.stream().anyMatch(name -> record.path(name).isNull() || record.path(name).isMissingNode())) {
            return true;
        }
        for (String name : key) {
            String text = record.path(name).toString();
            digest.update((text.length() + ":" + text).getBytes(StandardCharsets.UTF_8));
        }
        ByteBuffer bits = ByteBuffer.wrap(digest.digest());
        return add(bits.getLong() | 1, bits.getLong()); // never 0, which marks a free slot
    }

    private boolean add(long one, long other) {
        if (size * 4 >= slots.length) {
            long[] old = slots;
            slots = new long[old.length * 2];
            size = 0;
            for (int i = 0; i < old.length; i += 2) {
                if (old[i] != 0) {
                    add(old[i], old[i + 1]);
                }
            }
        }
        int mask = slots.length / 2 - 1;
        for (int at = (int) (other & mask);; at = at + 1 & mask) {
            if (slots[2 * at] == 0) {
                slots[2 * at] = one;
                slots[2 * at + 1] = other;
                size++;
                return true;
            } else if (slots[2 * at] == one && slots[2 * at + 1] == other) {
                return false;
            }
        }
    }
}
