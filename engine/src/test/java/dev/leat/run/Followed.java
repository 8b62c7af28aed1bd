package dev.leat.run;

import dev.leat.lake.RunRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A flow of a test workspace that is followed by a thread of the test, until it is closed. */
final class Followed implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final FollowedFlow flow;
    private final FutureTask<RunRecord> task;
    private volatile List<Pulse> pulses = List.of();

    private Followed(FollowedFlow flow) {
        this.flow = flow;
        this.task = new FutureTask<>(() -> flow.run(now -> pulses = now));
    }

    static Followed of(TestWorkspace workspace) {
        Followed followed = new Followed(new FollowedFlow(workspace.folder(), "F", name -> true, Optional.empty()));
        new Thread(followed.task, "followed").start();
        return followed;
    }

    List<Pulse> pulses() {
        return pulses;
    }

    /** Waits for it; what the flow fails with fails the test at once. */
    void until(Callable<Boolean> met) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!met.call()) {
            if (task.isDone()) {
                task.get();
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not come to be: " + pulses);
            }
            Thread.sleep(20);
        }
    }

    RunRecord end() throws InterruptedException {
        flow.stop();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    @Override
    public void close() throws InterruptedException {
        end();
    }
}
