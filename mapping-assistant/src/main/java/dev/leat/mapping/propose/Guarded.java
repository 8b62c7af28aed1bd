package dev.leat.mapping.propose;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work that strangers wrote, in a thread of its own: it may take too long or too much memory. What takes too long is left behind and ends with the process. */
final class Guarded {
    private Guarded() {}

    /** It took more than was there. */
    static final class TooMuch extends Exception {
        /** {@code too-slow} or {@code too-big}. */
        final String cause;

        TooMuch(String cause) {
            super(cause);
            this.cause = cause;
        }
    }

    static <T> T call(Callable<T> work, Duration most) throws TooMuch {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "leat-trial");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new TooMuch("too-slow");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OutOfMemoryError || e.getCause() instanceof StackOverflowError) {
                throw new TooMuch("too-big");
            }
            throw e.getCause() instanceof RuntimeException ours ? ours : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooMuch("too-slow");
        }
    }
}
