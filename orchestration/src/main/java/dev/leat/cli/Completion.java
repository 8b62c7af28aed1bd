package dev.leat.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code leat completion}. */
@Command(name = "completion", description = "Prints a script with which bash and zsh complete commands and options.",
    footerHeading = "%nExample:%n", footer = {"  leat completion > ~/.leat-completion", "", "Then add this line to ~/.bashrc:", "  source ~/.leat-completion"})
final class Completion implements Callable<Integer> {
    private final Invocation invocation;

    @Spec
    private CommandSpec spec;

    Completion(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        invocation.terminal().line(AutoComplete.bash("leat", spec.root().commandLine()));
        return 0;
    }
}
