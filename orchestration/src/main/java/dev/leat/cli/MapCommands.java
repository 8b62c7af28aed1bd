package dev.leat.cli;

import dev.leat.mapping.review.Review;
import dev.leat.model.Approval;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Pipeline;
import dev.leat.model.Problems;
import dev.leat.plan.PipelinePlan;
import dev.leat.plan.WorkspaceFiles;
import dev.leat.run.Servers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leat map}. */
@Command(name = "map", description = "Mappings and their approvals.", footerHeading = "%nExample:%n", footer = "  leat map check")
final class MapCommands extends Group {
    private final Invocation invocation;

    MapCommands(Invocation invocation) {
        this.invocation = invocation;
    }

    @Command(name = "check", description = "Checks mappings against the live schemas, and their approvals; exit code 3 when one is missing or stale.",
        footerHeading = "%nExample:%n", footer = "  leat map check \"User Profile Sync\"")
    int check(@Parameters(paramLabel = "PIPELINE", arity = "0..1", description = "By name; all pipelines when absent.") Optional<String> name) {
        try (Workplace place = Workplace.open(invocation)) {
            WorkspaceFiles files = place.leat().files();
            List<Flow> flows = name.map(pipeline -> List.of(files.flowOf(pipeline))).orElseGet(files::flows);
            place.serving(Servers.usedBy(flows));
            List<PipelinePlan> plans = checked(place, flows, name.map(files::pipeline));
            invocation.answer(Map.of("pipelines", plans.stream().map(MapCommands::document).toList()), terminal -> plans.forEach(plan ->
                terminal.sheet(new Sheet(plan.pipeline().name()).with("mapping", plan.pipeline().mappingFile())
                    .with("approval", Plan.verdict(plan.pipeline().name(), plan.verdict())))));
            return plans.stream().allMatch(plan -> plan.verdict().isApproved()) ? 0 : Kind.APPROVAL.exitCode();
        }
    }

    private static List<PipelinePlan> checked(Workplace place, List<Flow> flows, Optional<Pipeline> only) {
        Problems problems = new Problems();
        List<PipelinePlan> plans = new ArrayList<>();
        for (Flow flow : flows) {
            try {
                plans.addAll(place.leat().check(flow, only.map(List::of).orElse(flow.pipelines())).pipelines());
            } catch (LeatException wrong) {
                if (wrong.kind() != Kind.WORKSPACE) {
                    throw wrong;
                }
                problems.addAll(wrong.problems());
            }
        }
        problems.throwIfAny(Kind.WORKSPACE);
        return plans;
    }

    private static Map<String, Object> document(PipelinePlan plan) {
        return Map.of("name", plan.pipeline().name(), "mapping", plan.pipeline().mappingFile(), "content", plan.content(),
            "state", plan.verdict().state().name().toLowerCase(Locale.ROOT), "fields", plan.verdict().fields(), "changes", plan.verdict().changes());
    }

    @Command(name = "approve", description = "Writes your decision on the mapping as it is now, and on all that it depends on, into its file.",
        footerHeading = "%nExample:%n", footer = "  leat map approve \"User Profile Sync\" --by jane@example.com")
    int approve(@Parameters(paramLabel = "PIPELINE", description = "By name.") String name,
                @Option(names = "--by", paramLabel = "WHO", required = true, description = "Who decides.") String by,
                @Option(names = "--sign", paramLabel = "KEYFILE", description = "PEM file with the private key of an approver.") Optional<Path> key) {
        try (Workplace place = Workplace.open(invocation)) {
            WorkspaceFiles files = place.leat().files();
            Flow flow = files.flowOf(name);
            Pipeline pipeline = files.pipeline(name);
            place.serving(Servers.usedBy(List.of(flow)));
            PipelinePlan plan = place.leat().check(flow, List.of(pipeline)).pipelines().get(0);
            Approval approval = Review.of(files, name).approve(plan, by, Instant.now(), key);
            invocation.answer(Map.of("pipeline", name, "mapping", pipeline.mappingFile(), "approval", approval), terminal -> {
                terminal.line("Approved by " + approval.by() + ": " + approval.fields().size() + " fields of " + name);
                terminal.line("  " + approval.content() + " in " + pipeline.mappingFile());
            });
            return 0;
        }
    }
}
