package dev.leat.cli;

import dev.leat.lake.RunRecord;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Pipeline;
import dev.leat.model.Problem;
import dev.leat.plan.FlowPlan;
import dev.leat.run.Servers;
import dev.leat.run.Size;
import dev.leat.run.Step;
import dev.leat.run.Work;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leat run}. */
@Command(name = "run", description = "Runs a flow, or every flow of a collection, once and here.",
    footerHeading = "%nExample:%n", footer = "  leat run \"User Sync Flow\" --workspace samples/user-sync")
final class Run implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "FLOW|COLLECTION", description = "By name.")
    private String name;

    @Option(names = "--pipeline", paramLabel = "P", description = "Only this pipeline; may be repeated.")
    private List<String> pipelines = List.of();

    @Option(names = "--step", paramLabel = "STEP", completionCandidates = Steps.class,
        description = "Only this step: ${COMPLETION-CANDIDATES}; capture and materialize when absent.")
    private Optional<Step> step = Optional.empty();

    @Option(names = "--follow", description = "Keep all its pipelines going side by side, in the rhythm of `every:`, or of ten seconds, until it is told to stop.")
    private boolean follow;

    @Mixin
    private final TaskOptions task = new TaskOptions();

    Run(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        try (Workplace place = Workplace.open(invocation, task.spark())) {
            List<Flow> flows = place.leat().files().select(name);
            if (task.run().isPresent() && flows.size() > 1) {
                throw new LeatException(Kind.WORKSPACE, "--run " + task.run().get(), "'" + name + "' has several flows, and a run is of one", Problem.choices(flows.stream().map(Flow::flow).toList()));
            }
            place.serving(Servers.usedBy(flows));
            if (step.filter(Step.PREFLIGHT::equals).isPresent()) {
                return told(flows.stream().map(flow -> place.leat().preflight(flow, task.run(), task.cause())).toList());
            }
            if (follow) {
                return new Follow(invocation, place).follow(flows, name -> pipelines.isEmpty() || pipelines.contains(name), task.run());
            }
            return once(place, flows);
        }
    }

    private int once(Workplace place, List<Flow> flows) {
        List<FlowPlan> plans = flows.stream().map(flow -> ready(place, flow)).filter(plan -> !plan.pipelines().isEmpty()).toList();
        if (plans.isEmpty() && pipelines.isEmpty()) {
            throw new LeatException(Kind.WORKSPACE, name, "there is no pipeline in it yet", "Write one, or have them proposed: leat map propose \"" + flows.get(0).flow() + "\" --add");
        }
        if (plans.isEmpty()) {
            throw new LeatException(Kind.WORKSPACE, "--pipeline " + String.join(", ", pipelines), "no such pipeline in '" + name + "'",
                Problem.choices(flows.stream().flatMap(flow -> flow.pipelines().stream()).map(Pipeline::name).toList()));
        }
        plans.forEach(FlowPlan::approved);
        List<Work> works = plans.stream().map(plan -> Work.of(plan, place.leat().lake(), steps())).toList();
        if (!works.stream().allMatch(Work::nothing)) {
            boolean unknown = works.stream().anyMatch(work -> work.rows() < 0);
            place.engine(Size.of(unknown ? -1 : works.stream().mapToLong(Work::rows).sum()));
        }
        return told(run(place, plans));
    }

    private FlowPlan ready(Workplace place, Flow flow) {
        return place.leat().planned(flow, chosen(flow), task.run(), task.cause(), steps(), () -> place.leat().ready(flow, chosen(flow)));
    }

    private List<RunRecord> run(Workplace place, List<FlowPlan> plans) {
        List<RunRecord> records = new ArrayList<>();
        try (Ticker ticker = new Ticker(invocation.terminal())) {
            plans.forEach(plan -> records.add(place.leat().run(plan, task.run(), task.cause(), steps(), ticker)));
        }
        return records;
    }

    private int told(List<RunRecord> records) {
        invocation.answer(records.size() == 1 ? records.get(0) : Map.of("runs", records),
            terminal -> records.forEach(record -> Runs.tell(record, terminal)));
        if (invocation.json()) {
            records.stream().filter(record -> record.error() != null).forEach(record -> invocation.terminal().note(record.error()));
        }
        int failed = records.stream().filter(record -> record.exitCode() != null).mapToInt(RunRecord::exitCode).filter(code -> code != 0).min().orElse(0);
        boolean nothing = records.stream().allMatch(record -> record.outcome().equals("nothing-new"));
        return failed == 0 && nothing ? task.nothingNewExit() : failed;
    }

    private List<Pipeline> chosen(Flow flow) {
        return pipelines.isEmpty() ? flow.pipelines() : flow.pipelines().stream().filter(pipeline -> pipelines.contains(pipeline.name())).toList();
    }

    private Set<Step> steps() {
        return step.<Set<Step>>map(EnumSet::of).orElseGet(Step::all);
    }

    /** For help and completion. */
    static final class Steps implements Iterable<String> {
        static final List<String> WORDS = Step.single().stream().map(known -> known.name().toLowerCase(Locale.ROOT)).toList();

        @Override
        public Iterator<String> iterator() {
            return WORDS.iterator();
        }
    }
}
