package dev.leat.cli;

import dev.leat.airflow.Airflow;
import dev.leat.airflow.Deploying;
import dev.leat.airflow.Gone;
import dev.leat.airflow.client.Dag;
import dev.leat.model.Flow;
import dev.leat.plan.FlowPlan;
import dev.leat.run.Servers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leat start}. */
@Command(name = "start", description = {"Has Airflow run a flow, or every flow of a collection, by its schedule; a flow with `every:` goes on here, in a process of its own that is started again when it ends.",
    "Approvals and connections are checked before; returns once Airflow has read exactly this flow."},
    footerHeading = "%nExample:%n", footer = "  leat start \"Marketing to Warehouse\" --workspace samples/marketing-warehouse")
final class Start implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "FLOW|COLLECTION", description = "By name.")
    private String name;

    @Option(names = "--now", description = "Begin a run as well.")
    private boolean now;

    @Option(names = "--yes", description = "Remove the DAGs of flows that were renamed or removed without asking.")
    private boolean yes;

    Start(Invocation invocation) {
        this.invocation = invocation;
    }

    /**
     * @param next when Airflow begins the next run; empty for a flow without a schedule
     * @param run  Airflow's id of the run that was begun
     */
    private record Started(String flow, String dag, Optional<String> next, Optional<String> run) {}

    /** What became of a flow that follows its source. */
    private record Following(String flow, String became, String log) {}

    @Override
    public Integer call() {
        List<Flow> flows;
        List<Started> started = new ArrayList<>();
        List<String> removed = List.of();
        Optional<String> url = Optional.empty();
        Workplace place = Workplace.open(invocation);
        try (place) {
            flows = place.leat().files().select(name);
            place.serving(Servers.usedBy(flows));
            flows.stream().map(flow -> place.leat().check(flow, flow.pipelines())).toList().forEach(FlowPlan::approved);
            List<Flow> scheduled = flows.stream().filter(flow -> !Streams.is(flow)).toList();
            if (!scheduled.isEmpty()) {
                place.serveAirflow();
                Airflow airflow = Airflow.of(place.leat().files(), place.leat().servers()::address);
                url = Optional.of(airflow.url());
                Deploying deploying = new Deploying(place.leat().files(), airflow);
                for (Flow flow : scheduled) {
                    Dag dag = deploying.start(flow, () -> invocation.terminal().note("Waiting until Airflow has read " + flow.flow() + "; with its own settings a new file can take it five minutes ..."));
                    Optional<String> run = now ? Optional.of(deploying.now(flow)) : Optional.empty();
                    started.add(new Started(flow.flow(), dag.getDagId(), Optional.ofNullable(dag.getNextDagrunRunAfter()).map(next -> next.toInstant().toString()), run));
                }
                Gone gone = new Gone(place.leat().files(), airflow);
                removed = new Leftovers(invocation, gone).remove(gone.dags(), yes);
            }
        }
        // Behind the end of this command's embedded servers: the flow's own process starts those that it needs
        List<Following> following = flows.stream().filter(Streams::is).map(flow -> follow(place, flow)).toList();
        tell(url, started, following, removed);
        return 0;
    }

    private static Following follow(Workplace place, Flow flow) {
        Detached detached = Streams.detached(place, flow);
        return new Following(flow.flow(), detached.start() ? "started" : "goes already", detached.log().toString());
    }

    private void tell(Optional<String> url, List<Started> started, List<Following> following, List<String> removed) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("started", started);
        document.put("following", following);
        document.put("removed", removed);
        invocation.answer(document, terminal -> {
            if (!started.isEmpty()) {
                terminal.table(new Table(List.of("flow", "next run"), started.stream().map(one -> List.of(one.flow(), one.next().orElse("by hand: leat start --now"))).toList()));
                started.forEach(one -> one.run().ifPresent(begun -> terminal.line("Begun:      " + begun + (started.size() == 1 ? "" : " of " + one.flow()))));
            }
            following.forEach(one -> terminal.line(one.flow() + ": " + one.became()));
            terminal.line("Follow it:  leat logs \"" + (started.isEmpty() ? following.get(0).flow() : started.get(0).flow()) + "\" -f");
            url.ifPresent(address -> terminal.line("Airflow:    " + address));
            removed.forEach(dag -> terminal.line("Removed:    " + dag));
        });
    }
}
