package dev.leat.mapping.propose;

import java.math.BigDecimal;
import java.util.Optional;

/** Whether two values are one: numbers by what they are worth, all else letter by letter. */
final class Same {
    private Same() {}

    static boolean values(Optional<String> one, Optional<String> other) {
        return one.equals(other) || one.isPresent() && other.isPresent() && equal(one.get(), other.get());
    }

    /** Leading zeros are part of a text. */
    private static boolean equal(String one, String other) {
        String number = "[+-]?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d{1,3})?";
        return one.length() < 60 && other.length() < 60 && one.matches(number) && other.matches(number) && new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
    }
}
