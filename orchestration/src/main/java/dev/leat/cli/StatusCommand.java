package dev.leat.cli;

import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.status.FlowStatus;
import dev.leat.status.FlowStatus.Last;
import dev.leat.status.Side;
import dev.leat.status.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leat status}. */
@Command(name = "status", description = {"What runs, ran and failed: all flows, from the lake and from Airflow together.", "Approvals are judged by the files alone; leat plan asks the live systems."},
    footerHeading = "%nExample:%n", footer = "  leat status")
final class StatusCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "FLOW|COLLECTION", arity = "0..1", description = "By name; all flows when absent.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--healthy", description = "End with exit code 4 when a flow failed, or does not follow its source as it should.")
    private boolean healthy;

    StatusCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Workplace place = Workplace.open(invocation);
        List<Flow> flows = name.map(place.leat().files()::select).orElseGet(place.leat().files()::flows);
        Status status = Status.of(place.leat(), flows);
        invocation.answer(status, terminal -> tell(status, terminal));
        return healthy && !status.flows().stream().allMatch(FlowStatus::well) ? Kind.SYSTEM.exitCode() : 0;
    }

    private static void tell(Status status, Terminal terminal) {
        if (status.flows().isEmpty()) {
            terminal.line("No flows yet. Write one to flows/NAME.yaml; leat schema flow prints its JSON Schema.");
            return;
        }
        Instant now = Instant.now();
        terminal.table(table(status.flows(), now));
        silent("lake", status.lake(), "what ran, rows, backlog and lag are not known", terminal);
        silent("Airflow", status.airflow(), "what is paused, deployed or comes next is not known", terminal);
        status.flows().forEach(flow -> trouble(flow, terminal));
    }

    /** Approvals only where one is not valid: eighty columns are soon full. */
    private static Table table(List<FlowStatus> flows, Instant now) {
        boolean approved = flows.stream().allMatch(flow -> flow.approval().equals("valid"));
        List<String> header = List.of("flow", "state", "ago", "next", "took", "rows", "backlog", "lag", "approval");
        int columns = approved ? header.size() - 1 : header.size();
        return new Table(header.subList(0, columns), flows.stream().map(flow -> row(flow, now).subList(0, columns)).toList(), 2);
    }

    private static List<String> row(FlowStatus flow, Instant now) {
        Optional<Last> last = flow.last();
        return List.of(flow.flow(), flow.state(), last.map(run -> span(run.started(), now)).orElse(""), flow.next().map(next -> span(now, next)).orElse(""),
            last.map(run -> length(Math.round(run.seconds()))).orElse(""), last.flatMap(Last::rows).map(String::valueOf).orElse(""), flow.backlog().map(String::valueOf).orElse("?"),
            flow.lagSeconds().map(StatusCommand::length).orElse(""), flow.approval());
    }

    private static void silent(String who, Side side, String missing, Terminal terminal) {
        if (!side.reached().orElse(true)) {
            terminal.line("The " + who + " cannot be reached, so " + missing + ": " + side.problem().orElse(""));
        }
    }

    private static void trouble(FlowStatus flow, Terminal terminal) {
        flow.last().filter(last -> last.error().isPresent() && !last.outcome().equals("running")).ifPresent(last -> terminal.line(flow.flow() + ": run " + last.run() + " " + last.outcome()
            + last.exitCode().map(code -> " with exit code " + code).orElse("") + ": " + last.error().get().lines().findFirst().orElse("")));
        if (!flow.changes().isEmpty()) {
            terminal.line(flow.flow() + ": approval " + flow.approval() + " (" + String.join("; ", flow.changes()) + ")");
        }
        flow.deployed().filter("outdated"::equals).ifPresent(old -> terminal.line(flow.flow() + ": Airflow has the DAG of an earlier version; bring it this one: leat start \"" + flow.flow() + "\""));
    }

    static String span(Instant from, Instant to) {
        return length(Math.max(0, Duration.between(from, to).toSeconds()));
    }

    /** In the largest unit of which it has two. */
    private static String length(long seconds) {
        return seconds < 120 ? seconds + "s" : seconds < 7200 ? seconds / 60 + "m" : seconds < 172_800 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
    }
}
