package dev.leat.airflow;

import dev.leat.airflow.client.ApiException;
import dev.leat.airflow.client.Backfill;
import dev.leat.airflow.client.Dag;
import dev.leat.airflow.client.DagPage;
import dev.leat.airflow.client.DagPatch;
import dev.leat.airflow.client.DagRun;
import dev.leat.airflow.client.Health;
import dev.leat.airflow.client.ImportError;
import dev.leat.airflow.client.LogPart;
import dev.leat.airflow.client.NewBackfill;
import dev.leat.airflow.client.NewPool;
import dev.leat.airflow.client.Part;
import dev.leat.airflow.client.Pool;
import dev.leat.airflow.client.PoolPatch;
import dev.leat.airflow.client.RunPatch;
import dev.leat.airflow.client.Source;
import dev.leat.airflow.client.Task;
import dev.leat.airflow.client.TaskPage;
import dev.leat.airflow.client.Trigger;
import dev.leat.connect.Backoff;
import dev.leat.connect.Site;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Retry;
import dev.leat.plan.Address;
import dev.leat.plan.WorkspaceFiles;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The Airflow of a workspace. Methods throw {@link LeatException}: SYSTEM when it cannot be reached or does not work, WORKSPACE when it is another program or version, does not
 * know the user or the password, or refuses what is asked.
 */
public final class Airflow {
    static final String KNOWN = "Airflow 3.3 or a later one of 3";
    private static final Pattern KNOWN_VERSION = Pattern.compile("3\\.(?:[3-9]|\\d{2,})(?:[.\\-+a-z].*)?");
    private static final int PAGE = 100;
    private static final int LATEST = 1000;

    private final Login login;
    private final Requests requests;

    private Airflow(Login login, Retry retry) {
        this.login = login;
        this.requests = new Requests(login, new Backoff(Site.Retries.of(retry)));
    }

    /**
     * Looks which version answers.
     *
     * @param servers where the embedded Airflow listens; empty when it does not run
     */
    public static Airflow of(WorkspaceFiles files, Function<String, Optional<Address>> servers) {
        return of(Login.of(files, servers), Retry.DEFAULT);
    }

    /** The same, asked once: for whoever would rather say that it does not answer than wait. */
    public static Airflow now(WorkspaceFiles files, Function<String, Optional<Address>> servers) {
        return of(Login.of(files, servers), new Retry(Optional.of(1), Optional.empty(), Optional.empty()));
    }

    static Airflow of(Login login, Retry retry) {
        Airflow airflow = new Airflow(login, retry);
        String version = airflow.version();
        if (!KNOWN_VERSION.matcher(version).matches()) {
            throw new LeatException(Kind.WORKSPACE, "airflow", login.url() + " is Airflow " + version + ", which Leat does not know", "Use " + KNOWN);
        }
        return airflow;
    }

    public String url() {
        return login.url();
    }

    public String version() {
        return requests.version();
    }

    /** The status of each of its parts: {@code healthy}, or another word. Also tells whether the user and the password are right. */
    public Map<String, String> parts() {
        requests.repeatable(api -> api.listDags(null, null, 1, 0));
        Health health = requests.repeatable(api -> api.health());
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("database", status(health.getMetadatabase()));
        parts.put("scheduler", status(health.getScheduler()));
        parts.put("DAG processor", status(health.getDagProcessor()));
        return parts;
    }

    private static String status(Part part) {
        return part == null || part.getStatus() == null ? "not there" : part.getStatus();
    }

    /** Those whose id begins so, among them those whose file is gone. */
    public List<Dag> dags(String prefix) {
        List<Dag> all = new ArrayList<>();
        for (int read = 0;;) {
            int offset = read;
            DagPage page = requests.repeatable(api -> api.listDags(prefix, false, PAGE, offset));
            page.getDags().stream().filter(dag -> dag.getDagId().startsWith(prefix)).forEach(all::add);
            read += page.getDags().size();
            if (page.getDags().isEmpty() || read >= page.getTotalEntries()) {
                return all;
            }
        }
    }

    public Optional<Dag> dag(String id) {
        return requests.found(api -> api.readDag(id));
    }

    /** The file of its newest version, as Airflow has read it. */
    public Optional<String> source(String dag) {
        return requests.found(api -> api.readSource(dag)).map(Source::getContent);
    }

    public void pause(String dag) {
        requests.repeatable(api -> api.changeDag(dag, new DagPatch().isPaused(true), List.of("is_paused")));
    }

    public void unpause(String dag) {
        requests.repeatable(api -> api.changeDag(dag, new DagPatch().isPaused(false), List.of("is_paused")));
    }

    /** Forgets it with its runs; does nothing where it is not known. Its file must be gone, or it comes back. */
    public void forget(String dag) {
        requests.found(api -> {
            api.forgetDag(dag);
            return dag;
        });
    }

    public List<ImportError> importErrors() {
        return requests.repeatable(api -> api.listImportErrors(PAGE, 0)).getImportErrors();
    }

    /** The newest first, at most so many. */
    public List<DagRun> runs(String dag, int most) {
        return requests.repeatable(api -> api.listRuns(dag, null, null, List.of("-run_after"), null, most, 0)).getDagRuns();
    }

    /** Of all DAGs whose id begins so: the newest run of each of this many DAGs, by DAG. Looks no further than a thousand runs back. */
    public Map<String, DagRun> latest(String prefix, int dags) {
        Map<String, DagRun> latest = new HashMap<>();
        for (int read = 0; read < LATEST && latest.size() < dags; read += PAGE) {
            int offset = read;
            List<DagRun> page = requests.repeatable(api -> api.listRuns("~", prefix, null, List.of("-run_after"), null, PAGE, offset)).getDagRuns();
            page.stream().filter(run -> run.getDagId().startsWith(prefix)).forEach(run -> latest.putIfAbsent(run.getDagId(), run));
            if (page.size() < PAGE) {
                break;
            }
        }
        return latest;
    }

    /** Those that wait or run. */
    public List<DagRun> running(String dag) {
        return requests.repeatable(api -> api.listRuns(dag, null, List.of("queued", "running"), List.of("run_after"), null, PAGE, 0)).getDagRuns();
    }

    public Optional<DagRun> run(String dag, String run) {
        return requests.found(api -> api.readRun(dag, run));
    }

    /** Begins a run; where one of this id is there already, that one is it. So it can be tried again. */
    public DagRun trigger(String dag, String run) {
        return requests.repeatable(api -> {
            try {
                return api.trigger(dag, new Trigger().dagRunId(run));
            } catch (ApiException e) {
                if (e.getCode() == 409) {
                    return api.readRun(dag, run);
                }
                throw e;
            }
        });
    }

    /** Closes a run with this outcome; tasks that still run are told to end. */
    public void close(String dag, String run, RunPatch.StateEnum outcome) {
        requests.repeatable(api -> api.changeRun(dag, run, new RunPatch().state(outcome), List.of("state")));
    }

    public List<Task> tasks(String dag, String run) {
        List<Task> all = new ArrayList<>();
        while (true) {
            TaskPage page = requests.repeatable(api -> api.listTasks(dag, run, null, null, PAGE, all.size()));
            all.addAll(page.getTaskInstances());
            if (page.getTaskInstances().size() < PAGE) {
                return all;
            }
        }
    }

    /** What a try of a task has said until now, as Airflow keeps it: objects with {@code event}, {@code timestamp}, {@code logger}. */
    public List<Object> log(Task task, int attempt) {
        return requests.found(api -> api.readLog(task.getDagId(), task.getDagRunId(), task.getTaskId(), attempt, true, null)).map(LogPart::getContent).orElse(List.of());
    }

    /** Makes it, or makes it so large. */
    public Pool pool(String name, int slots) {
        Optional<Pool> found = requests.found(api -> api.readPool(name));
        if (found.isEmpty()) {
            return requests.repeatable(api -> api.addPool(new NewPool().name(name).slots(slots).description("Leat")));
        }
        Pool there = found.get();
        return there.getSlots() == slots ? there : requests.repeatable(api -> api.changePool(name,
            new PoolPatch().pool(name).slots(slots).includeDeferred(there.getIncludeDeferred()).description(there.getDescription()), null));
    }

    /**
     * Makes the runs whose time is from the first up to the second; those that are there already stay as they are.
     *
     * @throws LeatException of kind SYSTEM while another of this DAG goes on: Airflow takes one at a time
     */
    public Backfill backfill(String dag, OffsetDateTime from, OffsetDateTime to) {
        NewBackfill wanted = new NewBackfill().dagId(dag).fromDate(from).toDate(to).maxActiveRuns(1).reprocessBehavior(NewBackfill.ReprocessBehaviorEnum.NONE);
        return requests.once(api -> {
            try {
                return api.backfill(wanted);
            } catch (ApiException e) {
                if (e.getCode() == 409) {
                    throw new LeatException(Kind.SYSTEM, dag, "a backfill of it still goes on", "Begin this one when its runs have ended; Airflow notices that within a minute", e);
                }
                throw e;
            }
        });
    }
}
