package dev.leat.cli;

import dev.leat.lake.RunLog;
import dev.leat.lake.RunRecord;
import dev.leat.lake.RunRecord.PipelineRun;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leat runs}. */
@Command(name = "runs", description = "What has run, and what became of it.", footerHeading = "%nExample:%n", footer = "  leat runs list -n 5")
final class Runs extends Group {
    private final Invocation invocation;

    Runs(Invocation invocation) {
        this.invocation = invocation;
    }

    @Command(name = "list", description = "The newest runs, newest first.", footerHeading = "%nExample:%n", footer = "  leat runs list -n 5")
    int list(@Option(names = "-n", paramLabel = "N", defaultValue = "20", description = "At most so many; ${DEFAULT-VALUE} when absent.") int most) {
        List<RunRecord> runs = Workplace.open(invocation).leat().lake().runs().newest(most);
        invocation.answer(Map.of("runs", runs), terminal -> terminal.table(new Table(List.of("run", "flow", "cause", "outcome", "ago", "seconds"),
            runs.stream().map(run -> List.of(run.run(), run.flow(), run.cause(), run.outcome(), StatusCommand.span(run.started(), Instant.now()), seconds(run.seconds()))).toList())));
        return 0;
    }

    @Command(name = "show", description = "One run: counts, checkpoints, what failed, and the certificate of its comparison.", footerHeading = "%nExample:%n", footer = "  leat runs show")
    int show(@Parameters(paramLabel = "RUN", arity = "0..1", description = "By id; the newest when absent.") Optional<String> id) {
        RunLog log = Workplace.open(invocation).leat().lake().runs();
        Optional<RunRecord> found = id.map(log::find).orElseGet(() -> log.newest(1).stream().findFirst());
        RunRecord run = found.orElseThrow(() -> new LeatException(Kind.WORKSPACE, "run " + id.orElse(""), id.isPresent() ? "no run of this id" : "nothing has run yet",
            Problem.choices(log.newest(5).stream().map(RunRecord::run).toList())));
        Certificates certificates = new Certificates(log);
        invocation.answer(certificates.document(run), terminal -> {
            tell(run, terminal);
            certificates.tell(run, terminal);
        });
        return 0;
    }

    /** What a person wants to know when a run has ended. */
    static void tell(RunRecord run, Terminal terminal) {
        if (run.outcome().equals("nothing-new")) {
            terminal.line(run.flow() + ": nothing new (run " + run.run() + ")");
            return;
        }
        if (run.outcome().equals("begun")) {
            terminal.line(run.flow() + ": it may run, and both sides can be reached (run " + run.run() + ")");
            return;
        }
        terminal.line(run.flow() + ": " + run.outcome() + " in " + seconds(run.seconds()) + " s (run " + run.run() + ", " + run.cause() + ")");
        if (!run.pipelines().isEmpty()) {
            terminal.table(table(run.pipelines()));
        }
        if (run.error() != null) {
            run.error().lines().forEach(terminal::note);
        }
        next(run).forEach(terminal::line);
    }

    /** What has moved where anything was to, what was compared where that was to be, and look-ups through a cache where there were any. */
    private static Table table(List<PipelineRun> pipelines) {
        Map<String, Function<PipelineRun, String>> columns = new LinkedHashMap<>();
        columns.put("pipeline", PipelineRun::name);
        boolean compared = pipelines.stream().anyMatch(pipeline -> pipeline.compared() != null); // with all columns, names and numbers would be cut
        if (!pipelines.stream().allMatch(PipelineRun::onlyCompared)) {
            columns.put("captured", pipeline -> String.valueOf(pipeline.captured()));
            columns.put("written", pipeline -> String.valueOf(pipeline.written()));
            if (!compared || pipelines.stream().anyMatch(pipeline -> pipeline.deleted() > 0)) {
                columns.put("deleted", pipeline -> String.valueOf(pipeline.deleted()));
            }
            if (!compared || pipelines.stream().anyMatch(pipeline -> pipeline.backlogged() > 0)) {
                columns.put("backlogged", pipeline -> String.valueOf(pipeline.backlogged()));
            }
        }
        if (pipelines.stream().anyMatch(pipeline -> pipeline.cacheHits() + pipeline.cacheMisses() > 0)) {
            columns.put("cache hits", pipeline -> String.valueOf(pipeline.cacheHits()));
        }
        if (compared) {
            columns.put("compared", pipeline -> pipeline.compared() == null ? "" : String.valueOf(pipeline.compared().records()));
            columns.put("differ", pipeline -> pipeline.compared() == null ? "" : String.valueOf(pipeline.compared().different()));
        }
        columns.put("seconds", pipeline -> seconds(pipeline.seconds() == null ? 0 : pipeline.seconds().values().stream().mapToDouble(Double::doubleValue).sum()));
        return new Table(List.copyOf(columns.keySet()), pipelines.stream().map(pipeline -> columns.values().stream().map(column -> column.apply(pipeline)).toList()).toList());
    }

    private static List<String> next(RunRecord run) {
        List<String> lines = new ArrayList<>();
        for (PipelineRun pipeline : run.pipelines()) {
            if (pipeline.filtered() > 0 || pipeline.older() > 0) {
                lines.add(pipeline.name() + ": " + pipeline.filtered() + " left out by filters, " + pipeline.older() + " older than the destination has");
            }
            if (pipeline.backlogged() > 0) {
                lines.add("Why records failed:  leat backlog explain \"" + pipeline.name() + "\"");
            }
        }
        lines.add("All of this run:     leat runs show " + run.run());
        return lines;
    }

    /** To the second, as people read it. */
    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }
}
