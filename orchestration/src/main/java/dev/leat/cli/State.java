package dev.leat.cli;

import dev.leat.lake.CaptureLog;
import dev.leat.lake.Lake;
import dev.leat.lake.PipelineLog;
import dev.leat.model.Counted;
import dev.leat.model.Flow;
import dev.leat.model.LeatException;
import dev.leat.model.Pipeline;
import dev.leat.model.Yaml;
import dev.leat.run.AcceptedLoss;
import dev.leat.run.Leat;
import dev.leat.run.Reserves;
import dev.leat.run.Rewind;
import dev.leat.run.Servers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leat state}. */
@Command(name = "state", description = "How far a pipeline has read and written.",
    footerHeading = "%nExample:%n", footer = "  leat state show \"User Profile Sync\"")
final class State extends Group {
    private final Invocation invocation;

    State(Invocation invocation) {
        this.invocation = invocation;
    }

    @Command(name = "show", description = "The checkpoint, in words.",
        footerHeading = "%nExample:%n", footer = "  leat state show \"User Profile Sync\"")
    int show(@Parameters(paramLabel = "PIPELINE", description = "By name.") String name) {
        Leat leat = Workplace.open(invocation).leat();
        Pipeline pipeline = leat.files().pipeline(name);
        Flow flow = leat.files().flowOf(name);
        Optional<CaptureLog.Head> head = leat.lake().capture(flow.source(), pipeline.source()).head();
        Optional<PipelineLog.State> state = leat.lake().pipeline(pipeline).state();
        Optional<String> slot = slot(leat, flow, pipeline);
        Map<String, Object> document = document(leat.lake(), flow, pipeline);
        slot.ifPresent(told -> document.put("slot", told));
        invocation.answer(document, terminal -> {
            Sheet sheet = new Sheet(name + " (checkpoint " + pipeline.checkpointName() + ")");
            sheet.with("captured", head.map(at -> "commit " + at.number() + " of run " + at.run() + " at " + Runs.time(at.at())).orElse("nothing yet"));
            head.ifPresent(at -> sheet.with("position", at.position()));
            sheet.with("written", state.filter(at -> at.number() >= 0 && at.written() >= 0).map(at -> "up to commit " + at.number() + ", by run " + at.run() + " at " + Runs.time(at.at()))
                .orElse("nothing yet"));
            slot.ifPresent(told -> sheet.with("slot", told));
            state.ifPresent(at -> sheet.with("begun anew", begunAnew(at.generation())).with("mapping", String.valueOf(at.mapping())));
            terminal.sheet(sheet);
        });
        return 0;
    }

    @Command(name = "export", description = "The checkpoint, as a JSON document.",
        footerHeading = "%nExample:%n", footer = "  leat state export \"User Profile Sync\"")
    int export(@Parameters(paramLabel = "PIPELINE", description = "By name.") String name) {
        Leat leat = Workplace.open(invocation).leat();
        invocation.document(document(leat.lake(), leat.files().flowOf(name), leat.files().pipeline(name)));
        return 0;
    }

    @Command(name = "rewind", description = "Puts the checkpoint back, so that the next run writes again, from the lake, what came after.",
        footerHeading = "%nExample:%n", footer = "  leat state rewind \"User Profile Sync\" --to beginning --dry-run")
    int rewind(@Parameters(paramLabel = "PIPELINE", description = "By name.") String name,
               @Option(names = "--to", paramLabel = "RUN|beginning", required = true, description = "A run's id, or beginning.") String to,
               @Option(names = "--dry-run", description = "Only say what would be written again.") boolean dry) {
        Leat leat = Workplace.open(invocation).leat();
        Flow flow = leat.files().flowOf(name);
        Pipeline pipeline = leat.files().pipeline(name);
        Rewind rewind = Rewind.of(leat.lake(), flow, pipeline, to);
        if (!dry) {
            rewind.apply(leat.lake(), pipeline);
        }
        Map<String, Object> document = new LinkedHashMap<>(Yaml.json().convertValue(rewind, Map.class));
        document.put("dryRun", dry);
        invocation.answer(document, terminal -> {
            terminal.line((dry ? "Would rewind " : "Rewound ") + name + " to " + to + ": the next run " + (dry ? "would write" : "writes") + " again "
                + Counted.of(rewind.changes(), "change") + " of " + Counted.of(rewind.commits(), "commit") + ", from the lake");
            if (!dry) {
                terminal.line(leat.lake().leases().holder("flow " + flow.flow()).map(run -> "Run " + run + " goes on from there").orElse("Next: leat run \"" + flow.flow() + "\""));
            }
        });
        return 0;
    }

    @Command(name = "accept-loss", description = {"Goes on with what the source still has, where what was to be read next is lost: a topic was made again, or its retention was shorter than a pause.",
        "Who accepted it is kept with the capture. The lake and destinations keep what they have."},
        footerHeading = "%nExample:%n", footer = "  leat state accept-loss \"User Profile Sync\" --by jane@example.com --dry-run")
    int acceptLoss(@Parameters(paramLabel = "PIPELINE", description = "By name.") String name,
                   @Option(names = "--by", paramLabel = "WHO", required = true, description = "Who accepts it.") String by,
                   @Option(names = "--dry-run", description = "Only say what is lost.") boolean dry) {
        try (Workplace place = Workplace.open(invocation)) {
            Leat leat = place.leat();
            Pipeline pipeline = leat.files().pipeline(name);
            Flow flow = leat.files().flowOf(name);
            place.serving(Servers.usedBy(List.of(flow)));
            Optional<AcceptedLoss> loss = dry ? AcceptedLoss.of(leat, pipeline, by) : AcceptedLoss.apply(leat, pipeline, by);
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("loss", loss);
            document.put("dryRun", dry);
            invocation.answer(document, terminal -> {
                terminal.line(loss.map(found -> (dry ? "Would be accepted: " : "Accepted by " + by + ": ") + found.what()).orElse("Nothing of " + pipeline.source() + " is lost"));
                if (!dry && loss.isPresent()) {
                    terminal.line("Next: leat run \"" + flow.flow() + "\"");
                }
            });
            return 0;
        }
    }

    /** What the source keeps for the capture. That the source cannot be asked now is no reason to show nothing. */
    private static Optional<String> slot(Leat leat, Flow flow, Pipeline pipeline) {
        try {
            return new Reserves(leat, flow.source()).told(pipeline);
        } catch (LeatException e) {
            return Optional.of("the source cannot be asked: " + e.getMessage());
        }
    }

    /** By a rewind, or because a batch had too many failures. */
    private static String begunAnew(long generation) {
        return generation == 0 ? "never" : generation == 1 ? "once" : generation + " times";
    }

    private static Map<String, Object> document(Lake lake, Flow flow, Pipeline pipeline) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("pipeline", pipeline.name());
        document.put("checkpoint", pipeline.checkpointName());
        document.put("capture", lake.capture(flow.source(), pipeline.source()).head());
        document.put("materialization", lake.pipeline(pipeline).state());
        return document;
    }
}
