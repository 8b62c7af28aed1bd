package dev.leat.cli;

import dev.leat.model.Workspace;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What a scheduler says of a run when it calls Leat for a task of it. Knows no Spark, since every start of the program looks at it. */
final class TaskOptions {
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");
    /** Airflow's words, where ours are others. */
    private static final Map<String, String> CAUSES = Map.of("scheduled", "schedule", "asset triggered", "asset");
    private static final String AIRFLOWS = "dagruntype ";

    @Option(names = "--run", paramLabel = "ID", description = "Be part of the run of this id; several processes may be at the same time.")
    private Optional<String> run = Optional.empty();

    @Option(names = "--cause", paramLabel = "WORD", defaultValue = "manual", description = "What began the run, as its record tells: ${DEFAULT-VALUE} when absent.")
    private String cause;

    @Option(names = "--nothing-new-exit", paramLabel = "N", description = "The exit code when nothing was new; 0 when absent.")
    private int nothingNewExit;

    @Option(names = "--master", paramLabel = "URL", description = "Where Spark runs, in place of what leat.yaml says.")
    private Optional<String> master = Optional.empty();

    @Option(names = "--conf", paramLabel = "KEY=VALUE", description = "A setting of Spark, over those of leat.yaml; may be repeated.")
    private Map<String, String> conf = Map.of();

    Optional<String> run() {
        return run;
    }

    String cause() {
        String word = OTHER.matcher(cause.toLowerCase(Locale.ROOT)).replaceAll(" ").strip().replaceFirst("^" + AIRFLOWS, "");
        return CAUSES.getOrDefault(word, word);
    }

    int nothingNewExit() {
        return nothingNewExit;
    }

    Workspace.Spark spark() {
        return new Workspace.Spark(master, conf);
    }
}
