package dev.leat.cli;

import dev.leat.connect.Range;
import dev.leat.model.Capture;
import dev.leat.model.Column;
import dev.leat.model.Counted;
import dev.leat.model.Flow;
import dev.leat.model.StageFlow;
import dev.leat.plan.FlowPlan;
import dev.leat.plan.PipelinePlan;
import dev.leat.plan.Verdict;
import dev.leat.run.Servers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leat plan}. */
@Command(name = "plan", description = "What a run would do. Opens connections to read, and moves nothing.",
    footerHeading = "%nExample:%n", footer = "  leat plan \"User Sync Flow\"")
final class Plan implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "FLOW|COLLECTION", arity = "0..1", description = "By name; all flows when absent.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--graph", description = "The stages as a Mermaid flowchart.")
    private boolean graph;

    Plan(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        try (Workplace place = Workplace.open(invocation)) {
            List<Flow> flows = name.map(place.leat().files()::select).orElseGet(place.leat().files()::flows);
            place.serving(Servers.usedBy(flows));
            List<FlowPlan> plans = flows.stream().map(flow -> place.leat().plan(flow, flow.pipelines())).toList();
            if (graph) {
                plans.forEach(plan -> invocation.terminal().line(plan.toMermaid().stripTrailing()));
            } else {
                boolean one = name.isPresent() && flows.size() == 1;
                List<Histories> histories = plans.stream().map(plan -> Histories.of(place.leat().lake(), plan)).toList();
                invocation.answer(one ? histories.get(0).document() : Map.of("flows", histories.stream().map(Histories::document).toList()), terminal -> {
                    histories.forEach(known -> tell(known, terminal));
                    if (plans.isEmpty()) {
                        terminal.line("No flows yet. Write one to flows/NAME.yaml; leat schema flow prints its JSON Schema.");
                    }
                });
            }
            return 0;
        }
    }

    private static void tell(Histories histories, Terminal terminal) {
        FlowPlan plan = histories.plan();
        Flow flow = plan.flow();
        terminal.line(flow.flow() + ": " + flow.source() + " to " + flow.destination() + ", "
            + flow.schedule().map(cron -> "at " + cron).or(() -> flow.every().map(every -> "every " + every)).orElse("by hand"));
        plan.pipelines().forEach(pipeline -> terminal.sheet(sheet(pipeline)));
        histories.tell(terminal);
        if (plan.pipelines().isEmpty()) {
            terminal.line("  No pipeline yet. Write one, or have them proposed: leat map propose \"" + flow.flow() + "\"");
        }
    }

    private static Sheet sheet(PipelinePlan plan) {
        Sheet sheet = new Sheet(plan.pipeline().name())
            .with("source", plan.pipeline().source() + " of " + plan.flow().source())
            .with("capture", way(plan.reading().capture()) + ": " + plan.why())
            .with("new", plan.next().map(Plan::waiting).orElse("nothing"))
            .with("destination", plan.pipeline().destination() + " of " + plan.flow().destination() + (plan.destinationExists() ? "" : ", will be made"))
            .with("fields", plan.layout().fields().stream().map(field -> field.name() + " " + field.type().orElse("")).collect(Collectors.joining(", ")))
            .with("stages", plan.stages().stream().map(StageFlow.Stage::name).collect(Collectors.joining(" > ")));
        plan.next().flatMap(Range::note).ifPresent(note -> sheet.with("note", note));
        if (!plan.open().isEmpty()) {
            sheet.with("open", open(plan.open()));
        }
        if (!plan.unused().isEmpty()) {
            sheet.with("unused", plan.unused().stream().map(Column::name).collect(Collectors.joining(", ")));
        }
        return sheet.with("approval", verdict(plan.pipeline().name(), plan.verdict()));
    }

    private static String waiting(Range range) {
        return (range.rows() < 0 ? "yes, how much is not known" : range.rows() == 0 ? "no rows, a newer position" : "about " + Counted.of(range.rows(), "row"))
            + range.oldest().map(oldest -> ", the first since " + Runs.time(oldest)).orElse("");
    }

    static String open(List<String> fields) {
        return String.join(", ", fields) + ": labeled, and nothing fills " + (fields.size() == 1 ? "it" : "them") + ", so null";
    }

    static String verdict(String pipeline, Verdict verdict) {
        return verdict.isApproved() ? "approved" : verdict.state().name().toLowerCase(Locale.ROOT)
            + (verdict.changes().isEmpty() ? "" : ": " + String.join("; ", verdict.changes())) + ". Review it, then: leat map approve \"" + pipeline + "\" --by YOU";
    }

    private static String way(Capture capture) {
        return capture.incremental().map(column -> "incremental by " + column).orElseGet(() -> capture.mode().orElseThrow().name().toLowerCase(Locale.ROOT));
    }
}
