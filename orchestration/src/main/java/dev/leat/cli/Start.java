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
@Command(name = "start", description = {"Has Airflow run a flow, or every flow of a collection, by its schedule.",
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

    @Override
    public Integer call() {
        try (Workplace place = Workplace.open(invocation)) {
            List<Flow> flows = Scheduled.of(place, name);
            place.serving(Servers.usedBy(flows));
            flows.stream().map(flow -> place.leat().check(flow, flow.pipelines())).toList().forEach(FlowPlan::approved);
            place.serveAirflow();
            Airflow airflow = Airflow.of(place.leat().files(), place.leat().servers()::address);
            Deploying deploying = new Deploying(place.leat().files(), airflow);
            List<Started> started = new ArrayList<>();
            for (Flow flow : flows) {
                Dag dag = deploying.start(flow, () -> invocation.terminal().note("Waiting until Airflow has read " + flow.flow() + "; with its own settings a new file can take it five minutes ..."));
                Optional<String> run = now ? Optional.of(deploying.now(flow)) : Optional.empty();
                started.add(new Started(flow.flow(), dag.getDagId(), Optional.ofNullable(dag.getNextDagrunRunAfter()).map(next -> next.toInstant().toString()), run));
            }
            Gone gone = new Gone(place.leat().files(), airflow);
            List<String> removed = new Leftovers(invocation, gone).remove(gone.dags(), yes);
            tell(airflow, started, removed);
            return 0;
        }
    }

    private void tell(Airflow airflow, List<Started> started, List<String> removed) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("started", started);
        document.put("removed", removed);
        invocation.answer(document, terminal -> {
            terminal.table(new Table(List.of("flow", "next run", "run"), started.stream().map(one -> List.of(one.flow(), one.next().orElse("by hand: leat start --now"), one.run().orElse(""))).toList()));
            terminal.line("Follow it:  leat logs \"" + started.get(0).flow() + "\" -f");
            terminal.line("Airflow:    " + airflow.url());
            removed.forEach(dag -> terminal.line("Removed:    " + dag));
        });
    }
}
