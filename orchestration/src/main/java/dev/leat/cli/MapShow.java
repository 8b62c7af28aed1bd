package dev.leat.cli;

import dev.leat.mapping.review.Review;
import dev.leat.mapping.review.ReviewPage;
import dev.leat.mapping.review.ReviewText;
import dev.leat.model.Slug;
import dev.leat.plan.WorkspaceFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leat map show}. */
@Command(name = "show", description = "The mapping of a pipeline, field by field, with what was tried, its approval and what was decided. Asks no system.",
    footerHeading = "%nExample:%n", footer = "  leat map show \"User Profile Sync\" --html")
final class MapShow implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "PIPELINE", description = "By name.")
    private String name;

    @Option(names = "--html", paramLabel = "FILE", arity = "0..1", fallbackValue = "", description = "Write it as one page that needs nothing else; below .leat when no =FILE is said.")
    private Optional<String> html = Optional.empty();

    MapShow(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        WorkspaceFiles files = Workplace.open(invocation).leat().files();
        Review review = Review.of(files, name);
        if (html.isEmpty()) {
            invocation.answer(document(review), terminal -> new ReviewText(review, terminal.width()).all().forEach(terminal::line));
            return 0;
        }
        Path file = html.get().isEmpty() ? files.dir().resolve(".leat").resolve("proposals").resolve(Slug.of(name) + ".html") : Path.of(html.get()).toAbsolutePath();
        new ReviewPage(review).write(file);
        invocation.answer(Map.of("page", file.toString()), terminal -> {
            terminal.line("Written: " + file);
            terminal.line("It shows rows of the source: think before you send it on.");
        });
        return 0;
    }

    /** The mapping as its file has it, each field with what is known of it. */
    static Map<String, Object> document(Review review) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("pipeline", review.pipeline());
        document.put("mapping", review.mappingFile());
        document.put("source", review.mapping().map(mapping -> mapping.source()));
        document.put("destination", review.mapping().map(mapping -> mapping.destination()));
        document.put("fields", review.fields());
        document.put("approval", review.approval());
        document.put("history", review.history());
        return document;
    }
}
