package dev.leat.connect.postgres;

/** A value that the server would refuse. */
final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String what) {
        super(what, null, false, false);
    }
}
