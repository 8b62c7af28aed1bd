package dev.leat.cli;

import dev.leat.model.Counted;
import dev.leat.model.Flow;
import dev.leat.model.Pipeline;
import dev.leat.plan.FlowPlan;
import dev.leat.run.Replay;
import dev.leat.run.Servers;
import dev.leat.run.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leat backlog}. */
@Command(name = "backlog", description = "The records that failed.",
    footerHeading = "%nExample:%n", footer = "  leat backlog explain \"User Profile Sync\"")
final class Backlogs extends Group {
    private final Invocation invocation;

    Backlogs(Invocation invocation) {
        this.invocation = invocation;
    }

    @Command(name = "list", description = "The records that wait, oldest first, with the reason.",
        footerHeading = "%nExample:%n", footer = "  leat backlog list \"User Profile Sync\" -n 5")
    int list(@Parameters(paramLabel = "PIPELINE", description = "By name.") String name, @Mixin Chosen chosen,
             @Option(names = "-n", paramLabel = "N", defaultValue = "20", description = "At most so many; ${DEFAULT-VALUE} when absent.") int most) {
        try (Workplace place = Workplace.open(invocation)) {
            List<Map<String, Object>> records = waiting(place, name, chosen).records(most);
            invocation.answer(Map.of("pipeline", name, "records", records), terminal -> terminal.table(new Table(List.of("id", "reason", "field", "value", "detail", "run"),
                records.stream().map(record -> Waiting.texts(record, "id", "reason", "field", "value", "detail", "run")).toList())));
            return 0;
        }
    }

    @Command(name = "explain", description = "The causes, with how many records each has and one example.",
        footerHeading = "%nExample:%n", footer = "  leat backlog explain \"User Profile Sync\"")
    int explain(@Parameters(paramLabel = "PIPELINE", description = "By name.") String name, @Mixin Chosen chosen) {
        try (Workplace place = Workplace.open(invocation)) {
            List<Map<String, Object>> causes = waiting(place, name, chosen).causes();
            invocation.answer(Map.of("pipeline", name, "causes", causes), terminal -> {
                causes.forEach(cause -> terminal.sheet(new Sheet(Counted.of(((Number) cause.get("records")).longValue(), "record") + ": " + cause.get("reason"))
                    .with("stage", cause.get("stage")).with("field", cause.get("field")).with("example", "id " + cause.get("id") + ", value '" + cause.get("value") + "'")
                    .with("detail", cause.get("detail"))));
                terminal.line(causes.isEmpty() ? "No record waits." : "Try them again: leat backlog replay \"" + name + "\" --dry-run");
            });
            return 0;
        }
    }

    private static Waiting waiting(Workplace place, String name, Chosen chosen) {
        Pipeline pipeline = place.leat().files().pipeline(name);
        place.engine(Size.SMALL);
        return new Waiting(place.leat().backlog(pipeline).waiting().where(Waiting.condition(chosen)));
    }

    @Command(name = "replay", description = "Tries waiting records again, with the mapping that is approved now. Never overwrites a newer version.",
        footerHeading = "%nExample:%n", footer = "  leat backlog replay \"User Profile Sync\" --dry-run")
    int replay(@Parameters(paramLabel = "PIPELINE", description = "By name.") String name, @Mixin Chosen chosen,
               @Option(names = "--dry-run", description = "Only say how many would succeed.") boolean dry) {
        try (Workplace place = Workplace.open(invocation)) {
            Flow flow = place.leat().files().flowOf(name);
            place.serving(Servers.usedBy(List.of(flow)));
            List<Pipeline> pipeline = List.of(place.leat().files().pipeline(name));
            FlowPlan plan = dry ? place.leat().gated(flow, pipeline)
                : place.leat().planned(flow, pipeline, Optional.empty(), "backlog replay", Set.of(), () -> place.leat().gated(flow, pipeline));
            place.engine(Size.SMALL);
            Replay.Outcome outcome = dry ? place.leat().tryReplay(plan, Waiting.condition(chosen)) : place.leat().replay(plan, Waiting.condition(chosen));
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("pipeline", name);
            document.put("dryRun", dry);
            document.put("outcome", outcome);
            invocation.answer(document, terminal -> terminal.sheet(new Sheet(name + (dry ? ": a replay would try" : ": tried") + " " + Counted.of(outcome.waiting(), "record"))
                .with(dry ? "would succeed" : "succeeded", outcome.succeeded()).with("superseded", outcome.superseded() + " (a newer version is there)")
                .with(dry ? "would fail again" : "wait on", outcome.failed())));
            return 0;
        }
    }

    @Command(name = "discard", description = "Lets records wait no longer. They stay in the history of the backlog, with the reason that you give.",
        footerHeading = "%nExample:%n", footer = "  leat backlog discard \"User Profile Sync\" --reason cast --why \"test accounts\"")
    int discard(@Parameters(paramLabel = "PIPELINE", description = "By name.") String name, @Mixin Chosen chosen,
                @Option(names = "--why", paramLabel = "TEXT", required = true, description = "Why they are not needed; it is recorded.") String why,
                @Option(names = "--dry-run", description = "Only say how many it would be.") boolean dry) {
        try (Workplace place = Workplace.open(invocation)) {
            Pipeline pipeline = place.leat().files().pipeline(name);
            place.engine(Size.SMALL);
            long records = dry ? place.leat().backlog(pipeline).waiting().where(Waiting.condition(chosen)).count()
                : place.leat().discard(place.leat().files().flowOf(name), pipeline, Waiting.condition(chosen), why);
            invocation.answer(Map.of("pipeline", name, "dryRun", dry, "discarded", records),
                terminal -> terminal.line((dry ? "Would discard " : "Discarded ") + Counted.of(records, "record") + " of " + name));
            return 0;
        }
    }
}
