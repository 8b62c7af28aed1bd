package dev.leat.connect.jdbc;

import dev.leat.connect.Site;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.function.Supplier;

/** Runs a request again, with growing waits, as long as it fails with a SYSTEM failure and tries are left. */
record Attempts(Site.Retries retry) {

    <T> T run(Supplier<T> request) {
        long wait = retry.firstMillis();
        for (int attempt = 1; ; attempt++) {
            try {
                return request.get();
            } catch (LeatException e) {
                if (e.kind() != Kind.SYSTEM || attempt >= retry.attempts()) {
                    throw e;
                }
                pause(wait, e);
                wait = Math.min(wait * 2, retry.longestMillis());
            }
        }
    }

    private static void pause(long millis, LeatException failure) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
