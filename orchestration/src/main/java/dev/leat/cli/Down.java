package dev.leat.cli;

import dev.leat.connect.embedded.Server;
import dev.leat.run.Leat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code leat down}. */
@Command(name = "down", description = "Stops the workspace's embedded servers. Their data stays.",
    footerHeading = "%nExample:%n", footer = "  leat down")
final class Down implements Callable<Integer> {
    private final Invocation invocation;

    Down(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Leat leat = Workplace.open(invocation).leat();
        List<String> names = leat.servers().running().stream().map(Server::name).toList();
        leat.servers().stopAll();
        invocation.answer(Map.of("stopped", names), terminal -> terminal.line(names.isEmpty() ? "None was running." : "Stopped " + String.join(", ", names)));
        return 0;
    }
}
