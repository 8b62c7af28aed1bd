package dev.leat.cli;

import dev.leat.mapping.review.Review;
import dev.leat.model.Approval;
import dev.leat.model.Counted;
import dev.leat.model.Flow;
import dev.leat.model.Pipeline;
import dev.leat.plan.PipelinePlan;
import dev.leat.plan.WorkspaceFiles;
import dev.leat.run.Servers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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

    @Command(name = "approve", description = "Writes your decision on the mapping as it is now, and on all that it depends on, into its file.",
        footerHeading = "%nExample:%n", footer = "  leat map approve \"User Profile Sync\" --by jane@example.com")
    int approve(@Parameters(paramLabel = "PIPELINE", description = "By name.") String name,
                @Option(names = "--by", paramLabel = "WHO", required = true, description = "Who decides.") String by,
                @Option(names = "--sign", paramLabel = "KEYFILE", description = "PEM file with the private key of an approver.") Optional<Path> key,
                @Option(names = "--rebuild", description = "What is live need not take what the mapping makes: it is to be rebuilt.") boolean rebuild) {
        try (Workplace place = Workplace.open(invocation)) {
            WorkspaceFiles files = place.leat().files();
            Flow flow = files.flowOf(name);
            Pipeline pipeline = files.pipeline(name);
            place.serving(Servers.usedBy(List.of(flow)));
            List<Pipeline> one = List.of(pipeline);
            PipelinePlan plan = (rebuild ? place.leat().beside(flow, one) : place.leat().check(flow, one)).pipelines().get(0);
            Approval approval = Review.of(files, name).approve(plan, by, Instant.now(), key);
            invocation.answer(Map.of("pipeline", name, "mapping", pipeline.mappingFile(), "approval", approval), terminal -> {
                terminal.line("Approved by " + approval.by() + ": " + Counted.of(approval.fields().size(), "field") + " of " + name);
                terminal.line("  " + approval.content() + " in " + pipeline.mappingFile());
            });
            return 0;
        }
    }
}
