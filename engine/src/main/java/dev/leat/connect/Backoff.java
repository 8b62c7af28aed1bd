package dev.leat.connect;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.concurrent.ThreadLocalRandom;

/** The waits between tries, as a site's retry says, each shortened by chance by up to a half, so that those who failed together do not come again together. */
public record Backoff(Site.Retries retries) {

    /** Waits before the try after this one (the first is 1); false, without a wait, when this was the last. */
    public boolean again(int attempt) {
        if (attempt >= retries.attempts()) {
            return false;
        }
        long longest = millisAfter(attempt);
        sleep(longest - ThreadLocalRandom.current().nextLong(longest / 2 + 1));
        return true;
    }

    /** @throws LeatException of kind SYSTEM when the thread is interrupted, which it stays */
    public static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeatException(Kind.SYSTEM, "retry", "interrupted while waiting to try again", "Run again", e);
        }
    }

    /** The longest wait after this try. */
    public long millisAfter(int attempt) {
        return Math.min(retries.firstMillis() << Math.min(attempt - 1, 20), retries.longestMillis());
    }
}
