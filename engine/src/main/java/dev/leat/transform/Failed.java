package dev.leat.transform;

import dev.leat.connect.Failure;

/** One record's failure on its way to where it is gathered. */
final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    Failed(Failure failure) {
        super(failure.detail(), null, false, false);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
