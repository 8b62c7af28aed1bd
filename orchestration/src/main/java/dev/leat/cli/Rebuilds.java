package dev.leat.cli;

import dev.leat.lake.Rebuilding;
import dev.leat.model.Counted;
import dev.leat.model.EntityName;
import dev.leat.model.Flow;
import dev.leat.model.Pipeline;
import dev.leat.plan.FlowPlan;
import dev.leat.run.Backfill;
import dev.leat.run.Differences;
import dev.leat.run.Rebuild;
import dev.leat.run.Servers;
import dev.leat.run.Size;
import dev.leat.run.Work;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leat rebuild}. */
@Command(name = "rebuild", description = {"Fills the destination anew from the lake, beside the live one, and shows what differs. Again: goes on.", "Then --swap lets it take the place of the live one."},
    footerHeading = "%nExample:%n", footer = "  leat rebuild \"User Profile Sync\" --dry-run")
final class Rebuilds implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "PIPELINE", description = "By name.")
    private String name;

    @ArgGroup(exclusive = true)
    private Wish wish = new Wish();

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dry;

    /** What is to be done instead of filling. */
    static final class Wish {
        @Option(names = "--swap", description = "Write the last changes and let it take the place of the live one, in one step.")
        private boolean swap;

        @Option(names = "--back", description = "Let the former one take its place again. It goes on from where it stopped.")
        private boolean back;

        @Option(names = "--drop", description = "Take away what was filled, or the former one when nothing was.")
        private boolean drop;
    }

    Rebuilds(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        try (Workplace place = Workplace.open(invocation)) {
            Flow flow = place.leat().files().flowOf(name);
            place.serving(Servers.usedBy(List.of(flow)));
            List<Pipeline> pipeline = List.of(place.leat().files().pipeline(name));
            FlowPlan plan = dry ? beside(place, flow, pipeline) : place.leat().planned(flow, pipeline, Optional.empty(), "rebuild", Set.of(), () -> beside(place, flow, pipeline));
            try (Ticker ticker = new Ticker(invocation.terminal())) {
                Rebuild rebuild = place.leat().rebuild(plan, ticker);
                if (dry) {
                    tell(rebuild.outlook());
                } else {
                    place.engine(Size.of(Work.ofRebuild(plan.pipelines().get(0), place.leat().lake())));
                    work(rebuild, plan);
                }
            }
            return 0;
        }
    }

    private static FlowPlan beside(Workplace place, Flow flow, List<Pipeline> pipeline) {
        FlowPlan plan = place.leat().beside(flow, pipeline);
        plan.approved();
        return plan;
    }

    private void work(Rebuild rebuild, FlowPlan plan) {
        if (wish.swap) {
            swapped(rebuild.swap(), "Swap back, if it must be: leat rebuild \"" + name + "\" --back", false);
        } else if (wish.back) {
            Rebuilding.Swap swap = rebuild.back();
            swapped(swap, "It goes on with: leat run \"" + plan.flow().flow() + "\"", plan.pipelines().get(0).content().equals(swap.former().state().mapping()));
        } else if (wish.drop) {
            Optional<EntityName> dropped = rebuild.drop();
            invocation.answer(document(Map.of("dropped", dropped)), terminal -> terminal.line(dropped.map(entity -> "Dropped " + entity).orElse("There is nothing beside the live one")));
        } else {
            filled(rebuild.fill(), rebuild.differences());
        }
    }

    private void filled(Rebuilding.Beside shadow, Optional<Differences> differences) {
        Map<String, Object> told = new LinkedHashMap<>(Map.of("shadow", shadow));
        differences.ifPresent(known -> told.put("differences", known));
        invocation.answer(document(told), terminal -> {
            terminal.line("Filled " + shadow.entity() + " up to commit " + shadow.state().number());
            if (differences.isPresent()) {
                new DifferenceSheet(differences.get()).tell(terminal);
            } else {
                terminal.line("What differs cannot be said: the destination does not say which rows it has");
            }
            terminal.line("Next: leat rebuild \"" + name + "\" --swap, or --drop");
        });
    }

    private void swapped(Rebuilding.Swap swap, String next, boolean sameMapping) {
        invocation.answer(document(Map.of("former", swap.former(), "live", swap.next(), "otherMapping", sameMapping)), terminal -> {
            terminal.line(swap.next().entity() + " has taken the place of the live one, which is " + swap.former().entity() + " now");
            if (sameMapping) {
                terminal.line("The files still have the mapping of what was live, and new changes go by it. Bring the earlier one back, with its approval.");
            }
            terminal.line(next);
        });
    }

    private void tell(Rebuild.Outlook outlook) {
        invocation.answer(document(Map.of("outlook", outlook)), terminal -> {
            Backfill fill = outlook.fill();
            Sheet sheet = new Sheet(name + (outlook.shadow().isPresent() ? ": what was begun would go on" : ": it would be filled anew beside what is live"))
                .with("from history", String.format(Locale.ROOT, "%s, %s, about %s", Counted.of(fill.rows(), "row"), Histories.bytes(fill.bytes()), Histories.time(fill.seconds())))
                .with("estimate", fill.basis()).with("destination", fill.destination());
            outlook.shadow().ifPresent(shadow -> sheet.with("shadow", shadow.entity() + ", up to commit " + shadow.state().number()));
            outlook.former().ifPresent(former -> sheet.with("former", former.entity() + ", up to commit " + former.state().number()));
            outlook.hindrances().forEach(problem -> sheet.with("hindrance", problem));
            terminal.sheet(sheet);
            terminal.line(outlook.begun() ? "A swap was begun. Let it end: leat rebuild \"" + name + "\" --swap" : "Next: leat rebuild \"" + name + "\"" + (outlook.shadow().isPresent() ? " --swap" : ""));
        });
    }

    private Map<String, Object> document(Map<String, ?> more) {
        Map<String, Object> document = new LinkedHashMap<>(Map.of("pipeline", name, "dryRun", dry));
        document.putAll(more);
        return document;
    }
}
