package dev.leat.cli;

import dev.leat.airflow.Airflow;
import dev.leat.airflow.DagFile;
import dev.leat.airflow.Gone;
import dev.leat.airflow.Halting;
import dev.leat.model.Flow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leat stop}. */
@Command(name = "stop", description = {"Has Airflow run a flow, or every flow of a collection, no more.", "What was done stays; leat start goes on from there."},
    footerHeading = "%nExample:%n", footer = "  leat stop \"Marketing to Warehouse\" --now --workspace samples/marketing-warehouse")
final class Stop implements Callable<Integer> {
    private final Invocation invocation;

    @ArgGroup(multiplicity = "1")
    private What what;

    @Option(names = "--now", description = "Tell what runs to end; it counts as failed.")
    private boolean now;

    @Option(names = "--wait", description = "Wait until the steps that run have ended; this is what happens when nothing is said. The rest of their run comes after leat start.")
    private boolean wait;

    @Option(names = "--yes", description = "With --gone: without asking.")
    private boolean yes;

    /** Which flows. */
    private static final class What {
        @Parameters(paramLabel = "FLOW|COLLECTION", description = "By name.")
        private Optional<String> name = Optional.empty();

        @Option(names = "--gone", description = "The DAGs of flows that were renamed or removed; they are removed from Airflow.")
        private boolean gone;
    }

    Stop(Invocation invocation) {
        this.invocation = invocation;
    }

    private record Stopped(String flow, List<String> ended, List<String> halted) {}

    @Override
    public Integer call() {
        try (Workplace place = Workplace.open(invocation)) {
            List<Flow> flows = what.name.map(name -> place.leat().files().select(name)).orElse(List.of());
            List<Stopped> stopped = new ArrayList<>();
            flows.stream().filter(Streams::is).filter(flow -> Streams.detached(place, flow).stop()).forEach(flow -> stopped.add(new Stopped(flow.flow(), List.of(), List.of())));
            List<String> removed = List.of();
            if (what.gone || flows.stream().anyMatch(flow -> !Streams.is(flow))) {
                Airflow airflow = Airflow.of(place.leat().files(), place.leat().servers()::address);
                Gone gone = new Gone(place.leat().files(), airflow);
                removed = what.gone ? new Leftovers(invocation, gone).remove(gone.dags(), yes) : List.of();
                flows.stream().filter(flow -> !Streams.is(flow)).forEach(flow -> stopped.add(stop(place, airflow, flow)));
            }
            List<String> all = removed;
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("stopped", stopped);
            document.put("removed", all);
            invocation.answer(document, terminal -> {
                flows.stream().filter(flow -> stopped.stream().noneMatch(one -> one.flow().equals(flow.flow()))).forEach(flow -> terminal.line(flow.flow() + ": did not go"));
                stopped.forEach(one -> tell(terminal, one));
                all.forEach(dag -> terminal.line("Removed " + dag));
            });
            return 0;
        }
    }

    private Stopped stop(Workplace place, Airflow airflow, Flow flow) {
        String dag = DagFile.of(place.leat().files(), flow).id();
        if (airflow.dag(dag).isEmpty()) {
            return new Stopped(flow.flow(), List.of(), List.of());
        }
        Halting halting = new Halting(airflow, dag);
        return now ? new Stopped(flow.flow(), halting.now(), List.of()) : new Stopped(flow.flow(), List.of(), halting.gently());
    }

    private static void tell(Terminal terminal, Stopped stopped) {
        terminal.line(stopped.flow() + ": stopped");
        stopped.ended().forEach(run -> terminal.line("  run " + run + " was ended"));
        stopped.halted().forEach(run -> terminal.line("  run " + run + " goes on with: leat start \"" + stopped.flow() + "\""));
    }
}
