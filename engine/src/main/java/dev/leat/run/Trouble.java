package dev.leat.run;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Retry;
import dev.leat.model.Secrets;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps a loop of a followed flow from going on. An outside system that fails is tried again, each time after a longer wait and never given up; everything else pauses the loop until
 * somebody has put it right.
 */
final class Trouble {
    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);
    private final String what;
    private int failures;
    private volatile Optional<RuntimeException> now = Optional.empty();

    /** @param what of whom the log speaks: {@code pipeline=P} */
    Trouble(String what) {
        this.what = what;
    }

    /** @return how long to wait before the next try; someone who is paused waits for other files as well */
    Duration met(RuntimeException failure, Retry retry) {
        boolean other = now.filter(known -> text(known).equals(text(failure))).isEmpty();
        now = Optional.of(failure);
        failures++;
        Duration wait = isPause() ? retry.waitBefore(Integer.MAX_VALUE) : retry.waitBefore(failures + 1);
        if (other || failures % 10 == 0) {
            LOG.warn("{} {} failures={} next={}s: {}", what, isPause() ? "paused" : "failing", failures, wait.toSeconds(), text(failure));
        }
        return wait;
    }

    void over() {
        if (now.isPresent()) {
            now = Optional.empty();
            failures = 0;
            LOG.info("{} goes on", what);
        }
    }

    Optional<String> told() {
        return now.map(Trouble::text);
    }

    boolean isPause() {
        return now.filter(failure -> failure instanceof LeatException leat && !leat.kind().retryHelps() && leat.kind() != Kind.BUG).isPresent();
    }

    boolean isData() {
        return now.filter(failure -> failure instanceof LeatException leat && leat.kind() == Kind.DATA).isPresent();
    }

    private static String text(RuntimeException failure) {
        return Secrets.redact(failure instanceof LeatException ? failure.getMessage() : String.valueOf(failure));
    }
}
