package dev.leat.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Which waiting records a command is about; all when nothing is said. Knows no Spark, since every start of the program looks at it. */
final class Chosen {
    @Option(names = "--reason", paramLabel = "CODE", description = "Only those that failed for this reason, such as cast.")
    private Optional<String> reason = Optional.empty();

    @Option(names = "--run", paramLabel = "ID", description = "Only those that failed in this run.")
    private Optional<String> run = Optional.empty();

    Optional<String> reason() {
        return reason;
    }

    Optional<String> run() {
        return run;
    }
}
