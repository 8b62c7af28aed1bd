package dev.leat.run;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Optional;

/** What really failed, under the wrappings that Spark puts around an error of a task or a stream. */
final class Causes {
    private Causes() {}

    /** A Leat error stays itself; a failing disk or network becomes one of kind SYSTEM; anything else is a bug and comes back as it is. */
    static RuntimeException of(Throwable thrown, String where) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause() == cause ? null : cause.getCause()) {
            if (cause instanceof LeatException leat) {
                return leat;
            }
            Optional<String> fix = fix(cause);
            if (fix.isPresent()) {
                return new LeatException(Kind.SYSTEM, where, String.valueOf(cause.getMessage()).lines().findFirst().orElse("an outside system failed"),
                    fix.get(), thrown);
            }
        }
        return thrown instanceof RuntimeException runtime ? runtime : new IllegalStateException(thrown);
    }

    private static Optional<String> fix(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("No space left on device") || message.contains("Disk quota exceeded")) {
            return Optional.of("Free space on the disk of the lake and run it again; nothing was lost");
        }
        if (cause instanceof SocketException || cause instanceof SocketTimeoutException) {
            return Optional.of("Check that the server runs and can be reached, then run it again");
        }
        return cause instanceof IOException && message.contains("Permission denied")
            ? Optional.of("Give this user write permission, then run it again") : Optional.empty();
    }
}
