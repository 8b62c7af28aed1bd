package dev.leat.cli;

import dev.leat.connect.embedded.Server;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code leat up}. */
@Command(name = "up", description = "Starts the workspace's embedded servers, prints their addresses and leaves them running.",
    footerHeading = "%nExample:%n", footer = "  leat up")
final class Up implements Callable<Integer> {
    private final Invocation invocation;

    Up(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        List<Server> servers = Workplace.open(invocation).serveOn();
        invocation.answer(Map.of("servers", servers.stream().map(server -> Map.of("connection", server.name(), "type", server.type(),
            "address", server.address(), "user", server.user(), "folder", server.home().toString(), "process", server.pid())).toList()), terminal -> {
                if (servers.isEmpty()) {
                    terminal.line("No connection of this workspace is embedded.");
                    return;
                }
                terminal.table(new Table(List.of("connection", "address", "user"),
                    servers.stream().map(server -> List.of(server.name(), server.address(), server.user().orElse(""))).toList()));
                terminal.line("Passwords, logs and data: .leat/embedded/CONNECTION/ (server.json, server.log, data)");
                terminal.line("Stop them: leat down");
            });
        return 0;
    }
}
