package dev.leat.connect.embedded;

final class Pause {

    private Pause() {}

    /** An interrupt ends the pause early and stays set. */
    static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServerException.machine("interrupted while waiting for a server. Run again.", e);
        }
    }
}
