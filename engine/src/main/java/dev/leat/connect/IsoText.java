package dev.leat.connect;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** ISO 8601 text of Spark's dates and timestamps, made in a buffer that is used again: one for each field and task. */
final class IsoText {
    private static final long MICROS_OF_DAY = 86_400_000_000L;

    private final byte[] text = new byte[40];
    private int length;
    private long lastDay = Long.MIN_VALUE;
    private int lastDayLength;

    IsoText date(long epochDay) {
        // Neighbouring rows often share the day
        if (epochDay != lastDay) {
            byte[] day = LocalDate.ofEpochDay(epochDay).toString().getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(day, 0, text, 0, day.length);
            lastDay = epochDay;
            lastDayLength = day.length;
        }
        length = lastDayLength;
        return this;
    }

    IsoText timestamp(long epochMicros) {
        date(Math.floorDiv(epochMicros, MICROS_OF_DAY));
        long ofDay = Math.floorMod(epochMicros, MICROS_OF_DAY);
        int seconds = (int) (ofDay / 1_000_000);
        return put('T').digits(seconds / 3600, 2).put(':').digits(seconds / 60 % 60, 2).put(':').digits(seconds % 60, 2).put('.').digits((int) (ofDay % 1_000_000), 6);
    }

    IsoText zulu() {
        return put('Z');
    }

    void to(JsonGenerator json) throws IOException {
        json.writeRawUTF8String(text, 0, length);
    }

    private IsoText put(char c) {
        text[length++] = (byte) c;
        return this;
    }

    private IsoText digits(int number, int count) {
        int rest = number;
        for (int i = length + count - 1; i >= length; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
        return this;
    }
}
