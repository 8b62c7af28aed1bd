package dev.leat.cli;

import dev.leat.mapping.review.Review;
import dev.leat.mapping.review.Variant;
import dev.leat.model.Approval;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leat map reject}. */
@Command(name = "reject", description = "Withdraws the approval of a mapping, or takes fields out of it, and keeps who did so and why.",
    footerHeading = "%nExample:%n", footer = "  leat map reject \"User Profile Sync\" phone --by jane@example.com --dry-run")
final class MapReject implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "PIPELINE", description = "By name.")
    private String name;

    @Parameters(index = "1..*", paramLabel = "FIELD", description = "Destination fields that stay open; none: the whole approval.")
    private List<String> fields = List.of();

    @Option(names = "--by", paramLabel = "WHO", required = true, description = "Who decides.")
    private String by;

    @Option(names = "--because", paramLabel = "TEXT", description = "Why.")
    private Optional<String> because = Optional.empty();

    @Option(names = "--dry-run", description = "Only say what would happen.")
    private boolean dryRun;

    MapReject(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Review review = Review.of(Workplace.open(invocation).leat().files(), name);
        Map<String, String> leaving = new LinkedHashMap<>();
        fields.forEach(field -> leaving.put(field, review.field(field).current().map(Variant::expression).orElse("(open already)")));
        Optional<Approval> given = review.approval();
        if (fields.isEmpty() && given.isEmpty()) {
            throw new LeatException(Kind.WORKSPACE, review.mappingFile(), "there is no approval to withdraw", "Name the fields to reject: leat map reject \"" + name + "\" FIELD --by " + by);
        }
        if (!dryRun) {
            decide(review, leaving.keySet());
        }
        invocation.answer(Map.of("pipeline", name, "mapping", review.mappingFile(), "by", by, "fields", fields, "withdrawn", fields.isEmpty(), "dryRun", dryRun), terminal -> {
            Sheet sheet = new Sheet((dryRun ? "Would leave " : "Left ") + review.mappingFile() + ":");
            leaving.forEach(sheet::with);
            terminal.sheet(fields.isEmpty() ? sheet.with("approval", "by " + given.orElseThrow().by() + " at " + given.orElseThrow().at()) : sheet);
            terminal.line(given.isPresent() ? "The pipeline runs again once the mapping is approved anew." : "Nobody has approved it.");
        });
        return 0;
    }

    private void decide(Review review, Set<String> leaving) {
        if (fields.isEmpty()) {
            review.withdraw(by, because);
        }
        leaving.forEach(field -> review.reject(field, by, because));
    }
}
