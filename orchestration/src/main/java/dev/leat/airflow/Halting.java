package dev.leat.airflow;

import dev.leat.airflow.client.DagRun;
import dev.leat.airflow.client.RunPatch.StateEnum;
import dev.leat.airflow.client.Task;
import dev.leat.connect.Backoff;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Stops a DAG. It is paused first: then Airflow begins nothing more of it, neither runs nor further tasks of a run, and dying here leaves a flow that is stopped.
 */
public final class Halting {
    private static final Set<String> WORKING = Set.of("queued", "running", "restarting");
    private static final Set<String> DONE = Set.of("success", "failed", "skipped", "upstream_failed", "removed");
    private static final long LOOK_MILLIS = 500;

    private final Airflow airflow;
    private final String dag;

    public Halting(Airflow airflow, String dag) {
        this.airflow = airflow;
        this.dag = dag;
    }

    /** Returns when no task works any more. @return the runs that go on when the DAG is let go on */
    public List<String> gently() {
        airflow.pause(dag);
        List<String> rest = new ArrayList<>();
        for (DagRun run : airflow.running(dag)) {
            List<Task> tasks = settled(run);
            if (tasks.isEmpty() || !tasks.stream().allMatch(task -> task.getState() != null && DONE.contains(task.getState()))) {
                rest.add(run.getDagRunId());
            } else {
                // All is done, but Airflow does not look at the runs of a paused DAG and would show it as running.
                airflow.close(dag, run.getDagRunId(), tasks.stream().anyMatch(task -> !"success".equals(task.getState()) && !"skipped".equals(task.getState())) ? StateEnum.FAILED : StateEnum.SUCCESS);
            }
        }
        return rest;
    }

    /** Tells what runs to end, and returns when it has. @return the runs that were ended */
    public List<String> now() {
        airflow.pause(dag);
        List<DagRun> runs = airflow.running(dag);
        runs.forEach(run -> airflow.close(dag, run.getDagRunId(), StateEnum.FAILED));
        runs.forEach(this::settled);
        return runs.stream().map(DagRun::getDagRunId).toList();
    }

    private List<Task> settled(DagRun run) {
        while (true) {
            List<Task> tasks = airflow.tasks(dag, run.getDagRunId());
            if (tasks.stream().map(Task::getState).filter(Objects::nonNull).noneMatch(WORKING::contains)) {
                return tasks;
            }
            Backoff.sleep(LOOK_MILLIS);
        }
    }
}
