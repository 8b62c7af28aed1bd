package dev.leat.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Told once, heard by every thread that waits. */
final class Stop {
    private final CountDownLatch told = new CountDownLatch(1);

    void tell() {
        told.countDown();
    }

    boolean isTold() {
        return told.getCount() == 0;
    }

    /** Waits for so long, or until it is told; an interrupt ends the wait as well and is kept. @return whether it is told */
    boolean within(Duration time) {
        try {
            return told.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
