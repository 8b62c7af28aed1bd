package dev.leat.connect.postgres;

import java.math.BigInteger;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.Decimal;

/** A decimal as {@code numeric_recv} reads it: {@link NumericDecoder} the other way round. */
final class NumericEncoder implements Encoder {
    private static final int BASE = 10_000;
    private static final BigInteger LARGE_BASE = BigInteger.valueOf(BASE);
    private static final int[] POWERS = {1, 10, 100, 1_000};
    private static final int NEGATIVE = 0x4000;
    private static final int HEAD = 8;

    private final int precision;
    private final int scale;
    /** Of base 10 000, the lowest first. */
    private final short[] digits = new short[16];

    NumericEncoder(int precision, int scale) {
        this.precision = precision;
        this.scale = scale;
    }

    @Override
    public void encode(SpecializedGetters row, int ordinal, CopyBuffer out) {
        Decimal value = row.getDecimal(ordinal, precision, scale);
        if (precision <= Decimal.MAX_LONG_DIGITS()) {
            long unscaled = value.toUnscaledLong();
            write(split(Math.abs(unscaled)), unscaled < 0, out);
        } else {
            BigInteger unscaled = value.toJavaBigDecimal().unscaledValue();
            write(split(unscaled.abs()), unscaled.signum() < 0, out);
        }
    }

    /** The lowest digit holds what is below a multiple of four places. @return how many digits */
    private int split(long unscaled) {
        long rest = unscaled;
        int count = 0;
        int odd = scale % 4;
        if (odd != 0) {
            digits[count++] = (short) (rest % POWERS[odd] * POWERS[4 - odd]);
            rest /= POWERS[odd];
        }
        while (rest != 0) {
            digits[count++] = (short) (rest % BASE);
            rest /= BASE;
        }
        return count;
    }

    private int split(BigInteger unscaled) {
        BigInteger rest = unscaled;
        int count = 0;
        int odd = scale % 4;
        if (odd != 0) {
            BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(POWERS[odd]));
            digits[count++] = (short) (parts[1].intValue() * POWERS[4 - odd]);
            rest = parts[0];
        }
        while (rest.signum() != 0) {
            BigInteger[] parts = rest.divideAndRemainder(LARGE_BASE);
            digits[count++] = parts[1].shortValue();
            rest = parts[0];
        }
        return count;
    }

    private void write(int count, boolean negative, CopyBuffer out) {
        int weight = count - (scale + 3) / 4 - 1;
        int top = count;
        while (top > 0 && digits[top - 1] == 0) {
            top--;
            weight--;
        }
        int low = 0;
        while (low < top && digits[low] == 0) {
            low++;
        }
        out.int4(HEAD + 2 * (top - low));
        out.int2(top - low);
        out.int2(top == low ? 0 : weight);
        out.int2(negative ? NEGATIVE : 0);
        out.int2(scale);
        for (int i = top - 1; i >= low; i--) {
            out.int2(digits[i]);
        }
    }
}
