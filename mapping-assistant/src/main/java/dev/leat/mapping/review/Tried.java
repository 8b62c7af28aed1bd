package dev.leat.mapping.review;

import com.fasterxml.jackson.databind.DeserializationFeature;
import dev.leat.mapping.propose.Evidence;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Slug;
import dev.leat.model.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Evidence of expressions that no proposal has, kept beside the proposals: it shows rows, so it does not belong in the repository. */
final class Tried {
    private record Trial(String target, String expression, Evidence evidence) {}

    private final Path file;
    private final List<Trial> trials = new ArrayList<>();

    private Tried(Path workspace, String pipeline) {
        this.file = workspace.resolve(".leat").resolve("proposals").resolve(Slug.of(pipeline) + ".tried.json");
    }

    static Tried none(Path workspace, String pipeline) {
        return new Tried(workspace, pipeline);
    }

    static Tried last(Path workspace, String pipeline) {
        Tried tried = none(workspace, pipeline);
        try {
            if (Files.exists(tried.file)) {
                tried.trials.addAll(List.of(Yaml.json().readerFor(Trial[].class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).<Trial[]>readValue(tried.file.toFile())));
            }
            return tried;
        } catch (IOException e) {
            throw new LeatException(Kind.WORKSPACE, workspace.relativize(tried.file).toString(), "it cannot be read (" + e.getClass().getSimpleName() + ")",
                "Delete it; leat map review \"" + pipeline + "\" tries again", e);
        }
    }

    Optional<Evidence> evidence(String target, String expression) {
        return trials.stream().filter(trial -> trial.target().equals(target) && trial.expression().equals(expression)).map(Trial::evidence).findFirst();
    }

    void add(String target, String expression, Evidence evidence) {
        trials.removeIf(trial -> trial.target().equals(target) && trial.expression().equals(expression));
        trials.add(new Trial(target, expression, evidence));
    }

    /** Whole or not at all. */
    void write() {
        try {
            Files.createDirectories(file.getParent());
            Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
            Files.writeString(fresh, Yaml.json().writeValueAsString(trials));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LeatException(Kind.WORKSPACE, file.toString(), "it cannot be written (" + e.getMessage() + ")", "Correct its permissions", e);
        }
    }
}
