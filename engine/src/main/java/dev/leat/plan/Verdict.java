package dev.leat.plan;

import java.util.List;

/**
 * How an approval stands to what it is for.
 *
 * @param fields  the destination fields that must be reviewed again; all of them when there is no approval
 * @param changes what is different from what was approved, each as a short sentence; empty when approved
 */
public record Verdict(State state, List<String> fields, List<String> changes) {
    /** Whether it may run. */
    public enum State {
        /** It may. */
        APPROVED,
        /** Nobody has approved it. */
        MISSING,
        /** Something else was approved. */
        STALE,
        /** Signatures are demanded, and no approver has signed this. */
        UNSIGNED
    }

    public Verdict {
        fields = List.copyOf(fields);
        changes = List.copyOf(changes);
    }

    static Verdict approved() {
        return new Verdict(State.APPROVED, List.of(), List.of());
    }

    public boolean isApproved() {
        return state == State.APPROVED;
    }
}
