package dev.leat.connect.elasticsearch;

import dev.leat.connect.Site;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;

/** The waits between tries, as a site's retry says. */
record Backoff(Site.Retries retries) {

    /** Waits before the try after this one; false, without a wait, when this was the last. */
    boolean again(int attempt) {
        if (attempt >= retries.attempts()) {
            return false;
        }
        try {
            Thread.sleep(millisAfter(attempt));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeatException(Kind.SYSTEM, "elasticsearch", "interrupted while waiting to try again", "Run again", e);
        }
    }

    long millisAfter(int attempt) {
        return Math.min(retries.firstMillis() << Math.min(attempt - 1, 20), retries.longestMillis());
    }
}
