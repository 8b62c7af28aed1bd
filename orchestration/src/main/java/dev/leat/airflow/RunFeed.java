package dev.leat.airflow;

import dev.leat.airflow.client.DagRun;
import dev.leat.airflow.client.Task;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** The log of one run, read again and again while it grows: each line is shown once. */
public final class RunFeed {
    private static final Set<String> ENDED = Set.of("success", "failed");

    private final Airflow airflow;
    private final Optional<String> only;
    private final Map<String, Integer> shown = new HashMap<>();
    private DagRun run;
    private List<TaskLog> logs = List.of();

    /** @param only the id of one task */
    public RunFeed(Airflow airflow, DagRun run, Optional<String> only) {
        this.airflow = airflow;
        this.run = run;
        this.only = only;
    }

    /** Shows what has come since the last time. @return whether the run has ended, so that nothing more comes */
    public boolean read(BiConsumer<TaskLog, TaskLog.Line> show) {
        // The state first: what is said before a run ends is in the logs that are read after.
        run = airflow.run(run.getDagId(), run.getDagRunId()).orElse(run);
        logs = airflow.tasks(run.getDagId(), run.getDagRunId()).stream().filter(task -> only.isEmpty() || only.get().equals(task.getTaskId()))
            .sorted(Comparator.comparing(Task::getStartDate, Comparator.nullsLast(Comparator.<OffsetDateTime>naturalOrder())).thenComparing(Task::getTaskId))
            .flatMap(task -> TaskLog.of(airflow, task).stream()).toList();
        for (TaskLog log : logs) {
            String key = log.task() + " " + log.attempt();
            log.lines().stream().skip(shown.getOrDefault(key, 0)).forEach(line -> show.accept(log, line));
            shown.put(key, log.lines().size());
        }
        return ENDED.contains(run.getState());
    }

    public DagRun run() {
        return run;
    }

    public List<TaskLog> logs() {
        return logs;
    }
}
