package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.Tuple;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A numeric as {@code numeric_send} writes it (int16 each: number of digits, weight, sign, display scale, then digits of base 10 000) as a decimal;
 * up to precision 18 without a BigDecimal in between.
 */
record NumericDecoder(int precision, int scale) implements Decoder {
    private static final int NEGATIVE = 0x4000;
    private static final int NAN = 0xC000;
    private static final int INFINITY = 0xD000;
    private static final int MINUS_INFINITY = 0xF000;
    private static final BigInteger BASE = BigInteger.valueOf(10_000);
    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    @Override
    public void decode(byte[] bytes, int at, int length, Tuple row, int ordinal) {
        int sign = Big.int2(bytes, at + 4) & 0xFFFF;
        if (sign == 0 || sign == NEGATIVE) {
            if (precision <= Decimal.MAX_LONG_DIGITS()) {
                row.put(ordinal, Decimal.createUnsafe(small(bytes, at, sign), precision, scale));
            } else {
                row.put(ordinal, Decimal.apply(large(bytes, at, sign), precision, scale));
            }
        } else {
            row.unreadable(ordinal, UTF8String.fromString(switch (sign) {
                case NAN -> "NaN";
                case INFINITY -> "Infinity";
                case MINUS_INFINITY -> "-Infinity";
                default -> throw new IllegalStateException("a numeric with the unknown sign " + sign);
            }));
        }
    }

    private long small(byte[] bytes, int at, int sign) {
        int digits = Big.int2(bytes, at);
        int exponent = 4 * Big.int2(bytes, at + 2) + scale;
        long unscaled = 0;
        for (int i = 0; i < digits; i++, exponent -= 4) {
            long digit = Big.int2(bytes, at + 8 + 2 * i);
            // below the scale there are only zeros: the server has rounded to the column's scale
            unscaled += exponent >= 0 ? digit * POWERS[exponent] : exponent > -4 ? digit / POWERS[-exponent] : 0;
        }
        return sign == NEGATIVE ? -unscaled : unscaled;
    }

    private BigDecimal large(byte[] bytes, int at, int sign) {
        int digits = Big.int2(bytes, at);
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < digits; i++) {
            value = value.multiply(BASE).add(BigInteger.valueOf(Big.int2(bytes, at + 8 + 2 * i)));
        }
        int weight = Big.int2(bytes, at + 2);
        return new BigDecimal(sign == NEGATIVE ? value.negate() : value, 4 * (digits - 1 - weight)).setScale(scale, java.math.RoundingMode.UNNECESSARY);
    }
}
