package dev.leat.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Md5;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Records as a window needs them: sixteen bytes of each. */
final class Looked implements Window.Records {
    private static final long UNPLACED = Long.MIN_VALUE;
    private final Cursor cursor;
    private final List<String> columns;
    private final MessageDigest hash = Md5.digest();
    private Instant clock;
    private long[] ticks = new long[1_024];
    private long[] hashes = new long[1_024];
    private int size;

    /** @param columns that are captured: a change of another one is none */
    Looked(Cursor cursor, List<String> columns) {
        this.cursor = cursor;
        this.columns = columns;
    }

    void begin(Instant clock) {
        this.clock = this.clock == null ? clock : this.clock;
    }

    void add(JsonNode record) {
        if (size == ticks.length) {
            ticks = Arrays.copyOf(ticks, size * 2);
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        ticks[size] = cursor.ticks(record.path(cursor.column())).orElse(UNPLACED);
        if (record.isObject()) {
            columns.forEach(column -> hash(record.path(column)));
        } else {
            hash(record);
        }
        hashes[size++] = ByteBuffer.wrap(hash.digest()).getLong();
    }

    private void hash(JsonNode value) {
        String text = value.isMissingNode() || value.isNull() ? "-" : value.toString();
        hash.update((text.length() + ":" + text).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Instant clock() {
        return clock;
    }

    @Override
    public OptionalLong newest() {
        long last = cursor.isTime() ? Cursor.ticks(clock) : Long.MAX_VALUE;
        return Arrays.stream(ticks, 0, size).filter(value -> value != UNPLACED && value <= last).max();
    }

    @Override
    public Optional<String> digest(OptionalLong from) {
        long sum = 0; // a sum: the order of the records does not matter
        long count = 0;
        for (int i = 0; i < size; i++) {
            if (holds(i, from)) {
                sum += hashes[i];
                count++;
            }
        }
        return count == 0 ? Optional.empty() : Optional.of(count + ":" + Long.toHexString(sum));
    }

    @Override
    public long count(OptionalLong from) {
        long count = 0;
        for (int i = 0; i < size; i++) {
            count += holds(i, from) ? 1 : 0;
        }
        return count;
    }

    private boolean holds(int i, OptionalLong from) {
        return from.isEmpty() || ticks[i] == UNPLACED || ticks[i] >= from.getAsLong();
    }
}
