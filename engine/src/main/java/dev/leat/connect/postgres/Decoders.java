package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;

/** The decoders without parameters. Texts are views of the message they came in, which belongs to one row alone. */
enum Decoders implements Decoder {
    BOOL {
        @Override
        public void decode(byte[] bytes, int at, int length, Tuple row, int ordinal) {
            row.put(ordinal, (long) bytes[at]);
        }
    },
    INT2 {
        @Override
        public void decode(byte[] bytes, int at, int length, Tuple row, int ordinal) {
            row.put(ordinal, (long) Big.int2(bytes, at));
        }
    },
    /** Also float4, as its bits. */
    INT4 {
        @Override
        public void decode(byte[] bytes, int at, int length, Tuple row, int ordinal) {
            row.put(ordinal, (long) Big.int4(bytes, at));
        }
    },
    /** Also float8, as its bits. */
    INT8 {
        @Override
        public void decode(byte[] bytes, int at, int length, Tuple row, int ordinal) {
            row.put(ordinal, Big.int8(bytes, at));
        }
    },
    OID {
        @Override
        public void decode(byte[] bytes, int at, int length, Tuple row, int ordinal) {
            row.put(ordinal, Big.int4(bytes, at) & 0xFFFF_FFFFL);
        }
    },
    TEXT {
        @Override
        public void decode(byte[] bytes, int at, int length, Tuple row, int ordinal) {
            row.put(ordinal, UTF8String.fromBytes(bytes, at, length));
        }
    },
    JSONB {
        @Override
        public void decode(byte[] bytes, int at, int length, Tuple row, int ordinal) {
            row.put(ordinal, UTF8String.fromBytes(bytes, at + 1, length - 1)); // the first byte is the format's version
        }
    },
    UUID {
        @Override
        public void decode(byte[] bytes, int at, int length, Tuple row, int ordinal) {
            byte[] text = new byte[36];
            int to = 0;
            for (int i = 0; i < 16; i++) {
                if (i == 4 || i == 6 || i == 8 || i == 10) {
                    text[to++] = '-';
                }
                text[to++] = HEX[bytes[at + i] >> 4 & 15];
                text[to++] = HEX[bytes[at + i] & 15];
            }
            row.put(ordinal, UTF8String.fromBytes(text));
        }
    },
    BYTEA {
        @Override
        public void decode(byte[] bytes, int at, int length, Tuple row, int ordinal) {
            row.put(ordinal, Arrays.copyOfRange(bytes, at, at + length));
        }
    },
    DATE {
        @Override
        public void decode(byte[] bytes, int at, int length, Tuple row, int ordinal) {
            int days = Big.int4(bytes, at);
            if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
                row.unreadable(ordinal, days > 0 ? INFINITY : MINUS_INFINITY);
            } else {
                row.put(ordinal, (long) days + DAYS_TO_2000);
            }
        }
    },
    TIMESTAMP {
        @Override
        public void decode(byte[] bytes, int at, int length, Tuple row, int ordinal) {
            instant(Big.int8(bytes, at), "", row, ordinal);
        }
    },
    TIMESTAMPTZ {
        @Override
        public void decode(byte[] bytes, int at, int length, Tuple row, int ordinal) {
            instant(Big.int8(bytes, at), "+00", row, ordinal);
        }
    };

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final UTF8String INFINITY = UTF8String.fromString("infinity");
    private static final UTF8String MINUS_INFINITY = UTF8String.fromString("-infinity");
    private static final int DAYS_TO_2000 = 10_957;
    private static final long SECONDS_TO_2000 = DAYS_TO_2000 * 86_400L;
    private static final long MICROS_TO_2000 = SECONDS_TO_2000 * 1_000_000;
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("HH:mm:ss");

    private static void instant(long since2000, String zone, Tuple row, int ordinal) {
        if (since2000 == Long.MAX_VALUE || since2000 == Long.MIN_VALUE) {
            row.unreadable(ordinal, since2000 > 0 ? INFINITY : MINUS_INFINITY);
        } else if (since2000 > Long.MAX_VALUE - MICROS_TO_2000) {
            row.unreadable(ordinal, UTF8String.fromString(shown(since2000, zone)));
        } else {
            row.put(ordinal, since2000 + MICROS_TO_2000);
        }
    }

    /** As the server prints it, for the last years of its calendar: microseconds since 1970 no longer fit into 64 bits there. */
    private static String shown(long since2000, String zone) {
        long micros = Math.floorMod(since2000, 1_000_000L);
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(since2000, 1_000_000L) + SECONDS_TO_2000, 0, ZoneOffset.UTC);
        String fraction = micros == 0 ? "" : ("." + String.format("%06d", micros)).replaceAll("0+$", "");
        return String.format("%d-%02d-%02d ", time.getYear(), time.getMonthValue(), time.getDayOfMonth()) + SHOWN.format(time) + fraction + zone;
    }
}
