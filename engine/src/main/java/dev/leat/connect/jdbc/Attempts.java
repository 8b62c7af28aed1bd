package dev.leat.connect.jdbc;

import dev.leat.connect.Backoff;
import dev.leat.connect.Site;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.function.Supplier;

/** Runs a request again, with growing waits, as long as it fails with a SYSTEM failure and tries are left. */
record Attempts(Site.Retries retry) {

    <T> T run(Supplier<T> request) {
        Backoff backoff = new Backoff(retry);
        for (int attempt = 1; ; attempt++) {
            try {
                return request.get();
            } catch (LeatException e) {
                if (e.kind() != Kind.SYSTEM || !backoff.again(attempt)) {
                    throw e;
                }
            }
        }
    }
}
