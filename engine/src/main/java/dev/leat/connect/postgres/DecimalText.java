package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.Tuple;
import java.math.RoundingMode;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/** A numeric as the server prints it; up to precision 18 without a BigDecimal in between. */
record DecimalText(int precision, int scale) implements Decoder {

    @Override
    public void decode(byte[] bytes, int at, int length, Tuple row, int ordinal) {
        byte last = bytes[at + length - 1];
        if (last < '0' || last > '9') {
            row.unreadable(ordinal, UTF8String.fromString(Texts.ascii(bytes, at, length))); // NaN, Infinity
        } else if (precision <= Decimal.MAX_LONG_DIGITS()) {
            row.put(ordinal, Decimal.createUnsafe(small(bytes, at, at + length), precision, scale));
        } else {
            row.put(ordinal, Decimal.apply(Texts.exact(bytes, at, length).setScale(scale, RoundingMode.UNNECESSARY), precision, scale));
        }
    }

    private long small(byte[] bytes, int at, int end) {
        boolean negative = bytes[at] == '-';
        long value = 0;
        int fraction = -1;
        for (int i = negative ? at + 1 : at; i < end; i++) {
            if (bytes[i] == '.') {
                fraction = 0;
            } else {
                value = 10 * value + bytes[i] - '0';
                fraction += fraction < 0 ? 0 : 1;
            }
        }
        for (int digits = Math.max(fraction, 0); digits < scale; digits++) {
            value *= 10;
        }
        return negative ? -value : value;
    }
}
