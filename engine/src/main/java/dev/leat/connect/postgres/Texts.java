package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.Tuple;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The decoders for the text form of a value, as the server prints it in a session of Leat's (dates ISO, zone UTC). Each gives what the decoder for the binary form gives; logical replication
 * sends all types as text, and in binary only those that have no fate of their own here.
 */
enum Texts implements Decoder {
    BOOL {
        @Override
        public void decode(byte[] bytes, int at, int length, Tuple row, int ordinal) {
            row.put(ordinal, bytes[at] == 't' ? 1L : 0L);
        }
    },
    INTEGER {
        @Override
        public void decode(byte[] bytes, int at, int length, Tuple row, int ordinal) {
            row.put(ordinal, number(bytes, at, length));
        }
    },
    FLOAT {
        @Override
        public void decode(byte[] bytes, int at, int length, Tuple row, int ordinal) {
            row.put(ordinal, (long) Float.floatToIntBits(Float.parseFloat(ascii(bytes, at, length))));
        }
    },
    DOUBLE {
        @Override
        public void decode(byte[] bytes, int at, int length, Tuple row, int ordinal) {
            row.put(ordinal, Double.doubleToLongBits(Double.parseDouble(ascii(bytes, at, length))));
        }
    },
    TEXT {
        @Override
        public void decode(byte[] bytes, int at, int length, Tuple row, int ordinal) {
            row.put(ordinal, UTF8String.fromBytes(bytes, at, length));
        }
    },
    /** A cast to text writes the length of the mask always, as reading by COPY does. */
    INET {
        @Override
        public void decode(byte[] bytes, int at, int length, Tuple row, int ordinal) {
            String address = ascii(bytes, at, length);
            row.put(ordinal, UTF8String.fromString(address.indexOf('/') >= 0 ? address : address + (address.indexOf(':') >= 0 ? "/128" : "/32")));
        }
    },
    BYTEA {
        @Override
        public void decode(byte[] bytes, int at, int length, Tuple row, int ordinal) {
            byte[] value = new byte[length / 2 - 1];
            for (int i = 0; i < value.length; i++) {
                value[i] = (byte) (Character.digit(bytes[at + 2 + 2 * i], 16) << 4 | Character.digit(bytes[at + 3 + 2 * i], 16));
            }
            row.put(ordinal, value);
        }
    },
    DATE {
        @Override
        public void decode(byte[] bytes, int at, int length, Tuple row, int ordinal) {
            if (digit(bytes[at])) {
                row.put(ordinal, length == 10 ? day(bytes, at) : PgTime.date(ascii(bytes, at, length)).toEpochDay());
            } else {
                row.unreadable(ordinal, UTF8String.fromBytes(bytes, at, length));
            }
        }
    },
    /** With or without a zone, which is UTC. */
    TIMESTAMP {
        @Override
        public void decode(byte[] bytes, int at, int length, Tuple row, int ordinal) {
            if (digit(bytes[at]) && length >= 19 && bytes[at + 4] == '-' && bytes[at + length - 1] != 'C') {
                row.put(ordinal, (day(bytes, at) * 86_400 + second(bytes, at + 11)) * 1_000_000 + micros(bytes, at + 19, at + length));
                return;
            }
            String text = ascii(bytes, at, length);
            try {
                if (digit(bytes[at])) {
                    var time = PgTime.time(text);
                    row.put(ordinal, Math.addExact(Math.multiplyExact(time.toEpochSecond(ZoneOffset.UTC), 1_000_000L), time.getNano() / 1000));
                    return;
                }
            } catch (ArithmeticException beyond) {
                row.unreadable(ordinal, UTF8String.fromString(text));
                return;
            }
            row.unreadable(ordinal, UTF8String.fromString(text));
        }
    };

    /**
     * @param type Spark SQL type of the column
     * @param base its type on the server, without length
     */
    static Decoder of(String type, String base) {
        if (type.startsWith("decimal")) {
            int comma = type.indexOf(',');
            return new DecimalText(Integer.parseInt(type.substring(8, comma)), Integer.parseInt(type.substring(comma + 1, type.length() - 1).strip()));
        } else if (type.startsWith("array<")) {
            String element = type.substring(6, type.length() - 1);
            return new ArrayText(of(element, base), CatalystSqlParser$.MODULE$.parseDataType(element));
        }
        return switch (type) {
            case "boolean" -> BOOL;
            case "smallint", "int", "bigint" -> INTEGER;
            case "float" -> FLOAT;
            case "double" -> DOUBLE;
            case "date" -> DATE;
            case "timestamp", "timestamp_ntz" -> TIMESTAMP;
            case "binary" -> BYTEA;
            case "string" -> base.equals("inet") ? INET : TEXT;
            default -> throw new IllegalStateException("no text form of " + type);
        };
    }

    static String ascii(byte[] bytes, int at, int length) {
        return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
    }

    private static boolean digit(byte one) {
        return one >= '0' && one <= '9';
    }

    private static long number(byte[] bytes, int at, int length) {
        boolean negative = bytes[at] == '-';
        long value = 0;
        for (int i = negative ? 1 : 0; i < length; i++) {
            value = 10 * value - (bytes[at + i] - '0'); // below zero there is one number more
        }
        return negative ? value : -value;
    }

    /** Of {@code YYYY-MM-DD}. */
    private static long day(byte[] bytes, int at) {
        return LocalDate.of((int) number(bytes, at, 4), (int) number(bytes, at + 5, 2), (int) number(bytes, at + 8, 2)).toEpochDay();
    }

    /** Of {@code HH:MM:SS}. */
    private static long second(byte[] bytes, int at) {
        return number(bytes, at, 2) * 3600 + number(bytes, at + 3, 2) * 60 + number(bytes, at + 6, 2);
    }

    private static long micros(byte[] bytes, int at, int end) {
        if (at >= end || bytes[at] != '.') {
            return 0;
        }
        long micros = 0;
        int digits = 0;
        for (int i = at + 1; i < end && digit(bytes[i]); i++, digits++) {
            micros = 10 * micros + bytes[i] - '0';
        }
        for (; digits < 6; digits++) {
            micros *= 10;
        }
        return micros;
    }

    static BigDecimal exact(byte[] bytes, int at, int length) {
        return new BigDecimal(ascii(bytes, at, length));
    }
}
