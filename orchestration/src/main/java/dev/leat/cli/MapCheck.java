package dev.leat.cli;

import dev.leat.mapping.propose.Assistant;
import dev.leat.mapping.propose.Repair;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Pipeline;
import dev.leat.model.Problem;
import dev.leat.model.Problems;
import dev.leat.plan.LostColumn;
import dev.leat.plan.Standing;
import dev.leat.plan.WorkspaceFiles;
import dev.leat.run.Servers;
import dev.leat.run.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code leat map check}. */
@Command(name = "check", description = "Checks mappings against the live schemas, and their approvals; exit code 3 when one is missing or stale. Says what has changed and what could be done.",
    footerHeading = "%nExample:%n", footer = "  leat map check \"User Profile Sync\"")
final class MapCheck implements Callable<Integer> {
    /** To try repairs on. */
    private static final int ROWS = 200;
    private final Invocation invocation;

    @Parameters(paramLabel = "PIPELINE", arity = "0..1", description = "By name; all pipelines when absent.")
    private Optional<String> name = Optional.empty();

    MapCheck(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        try (Workplace place = Workplace.open(invocation)) {
            WorkspaceFiles files = place.leat().files();
            List<Flow> flows = name.map(pipeline -> List.of(files.flowOf(pipeline))).orElseGet(files::flows);
            place.serving(Servers.usedBy(flows));
            List<Standing> standings = standings(place, flows, name.map(files::pipeline));
            Map<Standing, Way> repairs = new LinkedHashMap<>();
            standings.forEach(standing -> repairs.put(standing, new Way(List.of(), Map.of())));
            if (standings.stream().anyMatch(Standing::repairable)) {
                place.engine(Size.SMALL); // a front has no room for rows
                Assistant assistant = new Assistant(files, place.leat().servers()::address);
                repairs.replaceAll((standing, none) -> new Way(assistant.repairs(standing, ROWS), assistant.renamed(standing, ROWS)));
            }
            invocation.answer(Map.of("pipelines", standings.stream().map(standing -> document(standing, repairs.get(standing))).toList()),
                terminal -> standings.forEach(standing -> terminal.sheet(sheet(standing, repairs.get(standing)))));
            return standings.stream().allMatch(standing -> standing.verdict().isApproved()) ? 0 : Kind.APPROVAL.exitCode();
        }
    }

    private static List<Standing> standings(Workplace place, List<Flow> flows, Optional<Pipeline> only) {
        Problems problems = new Problems();
        List<Standing> standings = new ArrayList<>();
        for (Flow flow : flows) {
            try {
                standings.addAll(place.leat().standings(flow, only.map(List::of).orElse(flow.pipelines())));
            } catch (LeatException wrong) {
                if (wrong.kind() != Kind.WORKSPACE) {
                    throw wrong;
                }
                problems.addAll(wrong.problems());
            }
        }
        problems.throwIfAny(Kind.WORKSPACE);
        return standings;
    }

    /** What could be done, and what columns that are gone are probably called now. */
    private record Way(List<Repair> repairs, Map<String, String> renamed) {}

    private static Sheet sheet(Standing standing, Way way) {
        List<Repair> repairs = way.repairs();
        String pipeline = standing.pipeline().name();
        Sheet sheet = new Sheet(pipeline).with("mapping", standing.pipeline().mappingFile()).with("approval", Plan.verdict(pipeline, standing.verdict()));
        if (!standing.open().isEmpty()) {
            sheet.with("open", Plan.open(standing.open()));
        }
        if (!standing.unfilled().isEmpty()) {
            sheet.with("not filled", String.join(", ", standing.unfilled()) + ", which the destination has");
        }
        standing.lost().forEach(lost -> sheet.with(lost.role() + " " + lost.column(), sentence(lost, way.renamed())));
        repairs.forEach(repair -> sheet.with(repair.target(), repair.sentence()));
        if (repairs.stream().anyMatch(Repair::writes)) {
            sheet.with("repair", "leat map propose \"" + pipeline + "\" --stale writes this; the approval of the other fields stays");
        }
        return sheet;
    }

    static String sentence(LostColumn lost, Map<String, String> renamed) {
        Optional<String> now = Optional.ofNullable(renamed.get(lost.column()));
        return "gone; " + now.map(name -> name + " is the most like it. If that is it, write ").orElse("no column is like it. Write ") + lost.line(now.orElse("COLUMN")) + " (" + lost.place() + ")";
    }

    private static Map<String, Object> document(Standing standing, Way way) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", standing.pipeline().name());
        document.put("mapping", standing.pipeline().mappingFile());
        standing.content().ifPresent(content -> document.put("content", content));
        document.put("state", standing.verdict().state().name().toLowerCase(Locale.ROOT));
        document.put("fields", standing.verdict().fields());
        document.put("changes", standing.verdict().changes());
        document.put("problems", standing.problems().stream().map(Problem::toString).toList());
        document.put("open", standing.open());
        document.put("unfilled", standing.unfilled());
        document.put("lost", standing.lost().stream().map(lost -> lost(lost, way.renamed())).toList());
        document.put("repairs", way.repairs().stream().map(Mended::document).toList());
        return document;
    }

    static Map<String, Object> lost(LostColumn lost, Map<String, String> renamed) {
        Map<String, Object> document = new LinkedHashMap<>(Map.of("column", lost.column(), "role", lost.role(), "at", lost.place()));
        Optional.ofNullable(renamed.get(lost.column())).ifPresent(name -> document.putAll(Map.of("now", name, "line", lost.line(name))));
        return document;
    }
}
