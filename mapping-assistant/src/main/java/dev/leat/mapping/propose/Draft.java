package dev.leat.mapping.propose;

import dev.leat.transform.Attempt;
import java.util.List;
import java.util.Optional;

/**
 * An expression that was tried.
 *
 * @param raw    what it gives by itself
 * @param stored what the destination would take of it; empty where it cannot take the type
 * @param unit   of its values, where something says so
 */
record Draft(Idea idea, Attempt raw, Optional<Attempt> stored, Optional<Unit> unit) {
    /** Longer texts say nothing of a format and take long to look at. */
    private static final int LONGEST = 1_000;

    String sql() {
        return idea.sql();
    }

    Family family() {
        return Family.of(raw.type());
    }

    /** By row. */
    List<Optional<String>> values() {
        return raw.rows().stream().map(Attempt.Result::value).toList();
    }

    /** Those that are no null and not huge. */
    List<String> texts() {
        return values().stream().flatMap(Optional::stream).filter(text -> text.length() <= LONGEST).toList();
    }

    /** Whether some values have blanks around them; Spark's trim takes off blanks only. */
    boolean isPadded() {
        return texts().stream().anyMatch(text -> text.startsWith(" ") || text.endsWith(" "));
    }

    /** Without the blanks around it, where there are any. */
    String trimmed() {
        return isPadded() ? "trim(" + sql() + ")" : sql();
    }

    /** Made of one column. */
    boolean isOfOne() {
        return idea.sources().size() == 1;
    }

    /** A next expression that is made of this one. */
    Idea then(String sql, String why, double hint) {
        return idea.then(sql, why, hint);
    }
}
