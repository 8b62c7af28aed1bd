package dev.leat.model;

import java.util.Locale;

/** So many of something, as a person reads it. */
public final class Counted {
    private Counted() {}

    /** @param one what it is, in the singular; a regular word: {@code 1 record}, {@code 2,000 records} */
    public static String of(long count, String one) {
        return String.format(Locale.ROOT, "%,d ", count) + (count == 1 ? one : one + "s");
    }
}
