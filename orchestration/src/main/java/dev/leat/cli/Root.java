package dev.leat.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code leat} itself: the options that every command takes. */
@Command(name = "leat", description = "Brings rows from a source database to a destination, through a mapping that a person has approved.",
    mixinStandardHelpOptions = true, scope = ScopeType.INHERIT, versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND", footerHeading = "%nExample:%n", footer = "  leat run \"User Sync Flow\" --workspace samples/user-sync")
final class Root implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--workspace", paramLabel = "DIR", scope = ScopeType.INHERIT, description = "The folder with leat.yaml; here when absent.")
    private Path workspace = Path.of("");

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "One JSON document on stdout; everything else on stderr.")
    private boolean json;

    private boolean debug;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Everything that is logged, and stack traces.")
    private void debug(boolean wanted) {
        debug = wanted;
        if (wanted) {
            System.setProperty(LogFactory.DEBUG, "true");
        }
    }

    Path workspace() {
        return workspace.toAbsolutePath().normalize();
    }

    boolean json() {
        return json;
    }

    boolean debug() {
        return debug;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
