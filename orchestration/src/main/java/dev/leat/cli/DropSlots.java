package dev.leat.cli;

import dev.leat.connect.Reserve;
import dev.leat.run.Reserves;
import dev.leat.run.Reserves.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leat state drop-slots}. */
@Command(name = "drop-slots", description = {"Drops the replication slots of captures that no pipeline wants any more; each makes its server keep its log until the disk is full.",
    "A slot that this lake does not know, perhaps of another workspace, must be named."},
    footerHeading = "%nExample:%n", footer = "  leat state drop-slots prod_postgres --dry-run")
final class DropSlots implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "CONNECTION", description = "By name.")
    private String connection;

    @Option(names = "--slot", paramLabel = "NAME", description = "Only this one.")
    private Optional<String> slot = Optional.empty();

    @Option(names = "--dry-run", description = "Only say which.")
    private boolean dry;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    DropSlots(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        try (Workplace place = Workplace.open(invocation).with(connection).serving(Set.of(connection))) {
            Reserves reserves = new Reserves(place.leat(), connection);
            List<Entry> all = reserves.all();
            List<Entry> chosen = reserves.droppable(slot);
            boolean drop = !dry && !chosen.isEmpty() && (yes || Consent.to(invocation, "Drop " + String.join(", ", chosen.stream().map(entry -> entry.reserve().name()).toList()) + "?"));
            if (drop) {
                chosen.forEach(reserves::drop);
            }
            Map<String, Object> document = new LinkedHashMap<>(Map.of("connection", connection, "dryRun", dry, "slots", all));
            document.put("dropped", drop ? chosen : List.of());
            invocation.answer(document, terminal -> {
                if (!all.isEmpty()) {
                    terminal.table(new Table(List.of("slot", "wanted by", "kept by the server", "in use"), all.stream().map(DropSlots::row).toList()));
                }
                chosen.forEach(entry -> terminal.line((drop ? "Dropped " : "Would drop ") + entry.reserve().name()));
                terminal.line(chosen.isEmpty() ? "No slot is forgotten." : drop ? "The server keeps its log for them no longer." : "Drop " + (chosen.size() == 1 ? "it" : "them") + ": leat state drop-slots " + connection
                    + slot.map(name -> " --slot " + name).orElse("") + " --yes");
            });
            return 0;
        }
    }

    private static List<String> row(Entry entry) {
        String use = switch (entry.use()) {
            case USED -> "the capture of " + entry.capture().orElseThrow();
            case FORGOTTEN -> "nobody: no pipeline captures changes of " + entry.capture().orElseThrow();
            case UNKNOWN -> "nobody here, perhaps another workspace";
        };
        return List.of(entry.reserve().name(), use, Reserve.size(entry.reserve().held()), entry.reserve().active() ? "yes" : "no");
    }
}
