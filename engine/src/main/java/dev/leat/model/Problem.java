package dev.leat.model;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * One thing that is wrong, as a user reads it: {@code where: what. How to fix.}
 *
 * @param where file and path, connection, pipeline or command
 * @param what  concrete, with the value found, without a full stop
 * @param fix   what to do, with the known choices, without a full stop
 */
public record Problem(String where, String what, String fix) {

    /** The known choices, ready for the end of a sentence: {@code Use one of [a, b]}. */
    public static String choices(Collection<?> known) {
        return known.isEmpty() ? "Leave it out"
            : "Use one of [" + known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", ")) + "]";
    }

    Problem redacted() {
        return new Problem(Secrets.redact(where), Secrets.redact(what), Secrets.redact(fix));
    }

    @Override
    public String toString() {
        return where + ": " + what + ". " + fix + ".";
    }
}
