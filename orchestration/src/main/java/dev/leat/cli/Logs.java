package dev.leat.cli;

import dev.leat.airflow.Airflow;
import dev.leat.airflow.DagFile;
import dev.leat.airflow.RunFeed;
import dev.leat.airflow.TaskLog;
import dev.leat.airflow.client.DagRun;
import dev.leat.connect.Backoff;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leat logs}. */
@Command(name = "logs", description = {"What Leat has said in a run under Airflow, without what Airflow says around it.", "Of a flow with `every:` what its process has said last."},
    footerHeading = "%nExample:%n", footer = "  leat logs \"Marketing to Warehouse\" --workspace samples/marketing-warehouse")
final class Logs implements Callable<Integer> {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int KNOWN_RUNS = 20;
    private static final long RHYTHM_MILLIS = 1000;

    private final Invocation invocation;

    @Parameters(paramLabel = "FLOW", description = "By name.")
    private String name;

    @Option(names = "--run", paramLabel = "ID", description = "Of Airflow; the newest when absent.")
    private Optional<String> run = Optional.empty();

    @Option(names = "--task", paramLabel = "T", description = "Only this task.")
    private Optional<String> task = Optional.empty();

    @Option(names = {"-f", "--follow"}, description = "Go on until the run has ended.")
    private boolean follow;

    Logs(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        try (Workplace place = Workplace.open(invocation)) {
            List<Flow> flows = place.leat().files().select(name);
            if (flows.size() > 1) {
                throw new LeatException(Kind.WORKSPACE, "logs " + name, "it has several flows", Problem.choices(flows.stream().map(Flow::flow).toList()));
            }
            if (Streams.is(flows.get(0))) {
                Streams.log(place, flows.get(0), follow, invocation.terminal());
                return 0;
            }
            Airflow airflow = Airflow.of(place.leat().files(), place.leat().servers()::address);
            String dag = DagFile.of(place.leat().files(), flows.get(0)).id();
            RunFeed feed = new RunFeed(airflow, run(airflow, dag), task);
            boolean ended = feed.read(this::show);
            while (follow && !ended) {
                Backoff.sleep(RHYTHM_MILLIS);
                ended = feed.read(this::show);
            }
            tell(feed);
            return 0;
        }
    }

    private DagRun run(Airflow airflow, String dag) {
        if (airflow.dag(dag).isEmpty()) {
            throw new LeatException(Kind.WORKSPACE, name, "Airflow does not have it", "Start it: leat start \"" + name + "\"");
        }
        Optional<DagRun> found = run.map(id -> airflow.run(dag, id)).orElseGet(() -> airflow.runs(dag, 1).stream().findFirst());
        return found.orElseThrow(() -> run.isEmpty() ? new LeatException(Kind.WORKSPACE, name, "it has not run under Airflow yet", "Begin a run: leat start \"" + name + "\" --now")
            : new LeatException(Kind.WORKSPACE, "--run " + run.get(), "'" + name + "' has no run of this id", Problem.choices(airflow.runs(dag, KNOWN_RUNS).stream().map(DagRun::getDagRunId).toList())));
    }

    private void show(TaskLog log, TaskLog.Line line) {
        if (!invocation.json()) {
            invocation.terminal().line(CLOCK.format(line.at()) + "  " + log.task() + (log.attempt() > 1 ? " (try " + log.attempt() + ")" : "") + "  " + line.text());
        }
    }

    private void tell(RunFeed feed) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("run", feed.run().getDagRunId());
        document.put("state", feed.run().getState());
        document.put("tasks", feed.logs());
        invocation.answer(document, terminal -> {
            feed.logs().forEach(log -> terminal.note(log.task() + (log.attempt() > 1 ? " (try " + log.attempt() + ")" : "") + ": " + log.state().orElse("not begun")));
            terminal.note("Run " + feed.run().getDagRunId() + ": " + feed.run().getState());
        });
    }
}
