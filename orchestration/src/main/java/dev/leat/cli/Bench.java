package dev.leat.cli;

import dev.leat.bench.Benchmarks;
import dev.leat.bench.Figure;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leat bench}. Stays in the front: what is measured runs in processes of its own. */
@Command(name = "bench", description = "The benchmarks of the README, as ratios to a yardstick measured in the same run. Takes minutes.",
    footerHeading = "%nExample:%n", footer = "  leat bench capture --rows 200000")
final class Bench implements Callable<Integer> {
    private static final String ALL = "all";

    @Spec
    private CommandSpec spec;

    private final Invocation invocation;

    @Parameters(paramLabel = "NAME", arity = "0..*", completionCandidates = Names.class, description = "One or more of ${COMPLETION-CANDIDATES}.")
    private List<String> names = new java.util.ArrayList<>();

    @Option(names = "--rows", paramLabel = "N", defaultValue = "2000000", description = "Rows of the largest table; ${DEFAULT-VALUE} when absent. The others shrink with it.")
    private long rows;

    Bench(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        List<String> known = Benchmarks.names();
        if (names.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "a benchmark is missing; use one of " + known + ", " + ALL + " or " + spec.subcommands().keySet());
        }
        names.stream().filter(name -> !name.equals(ALL) && !known.contains(name)).findFirst().ifPresent(name -> {
            throw new ParameterException(spec.commandLine(), "there is no benchmark '" + name + "'; use one of " + known + " or " + ALL);
        });
        if (rows < 1000) {
            throw new ParameterException(spec.commandLine(), "--rows " + rows + " says nothing about speed; use 1000 or more");
        }
        Workplace.archivesAtHand();
        List<Figure> figures = Benchmarks.run(names.contains(ALL) ? known : names, rows, invocation.terminal()::note);
        invocation.answer(figures, terminal -> {
            // seconds by the clock and of the processor
            terminal.table(new Table(List.of("work", "leat s/cpu", "by hand", "result", "must", "aim"), figures.stream()
                .map(figure -> List.of(figure.work(), figure.leat(), figure.yardstick(), figure.measured(), figure.must(), figure.aim())).toList()));
        });
        return 0;
    }

    /** For help and completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return java.util.stream.Stream.concat(Benchmarks.names().stream(), java.util.stream.Stream.of(ALL)).iterator();
        }
    }
}
