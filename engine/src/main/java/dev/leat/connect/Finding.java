package dev.leat.connect;

import dev.leat.model.Problem;
import java.util.Optional;

/** What {@code doctor} found: what was checked and how it is, or what is wrong. */
public record Finding(String what, Optional<Problem> problem) {
    public static Finding good(String what) {
        return new Finding(what, Optional.empty());
    }

    public static Finding bad(String where, String what, String fix) {
        return new Finding(what, Optional.of(new Problem(where, what, fix)));
    }
}
