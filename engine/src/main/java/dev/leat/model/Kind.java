package dev.leat.model;

/** Whose a failure is, which exit code it has, and whether trying again can help. */
public enum Kind {
    /** A defect of Leat. */
    BUG(1),
    /** The workspace, the command line or a credential is wrong, or an entity does not exist. */
    WORKSPACE(2),
    /** An approval is missing or stale. */
    APPROVAL(3),
    /** An outside system failed; the only kind that a retry can help. */
    SYSTEM(4),
    /** Too many records in the backlog. */
    DATA(5);

    private final int exitCode;

    Kind(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }

    public boolean retryHelps() {
        return this == SYSTEM;
    }
}
