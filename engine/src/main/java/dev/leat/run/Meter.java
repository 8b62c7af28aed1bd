package dev.leat.run;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Counts rows as Spark's tasks end, for progress only. */
final class Meter extends SparkListener {
    private final Progress progress;
    private final AtomicLong rows = new AtomicLong();

    Meter(Progress progress) {
        this.progress = progress;
    }

    void reset() {
        rows.set(0);
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd task) {
        if (task.taskMetrics() != null) {
            long done = Math.max(task.taskMetrics().outputMetrics().recordsWritten(), task.taskMetrics().inputMetrics().recordsRead());
            progress.rows(rows.addAndGet(done));
        }
    }
}
