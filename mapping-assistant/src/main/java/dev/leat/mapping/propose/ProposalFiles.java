package dev.leat.mapping.propose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import dev.leat.model.FieldMapping;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Mapping;
import dev.leat.model.Slug;
import dev.leat.model.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A proposal as files: the mapping, which belongs in the repository, and its evidence, which does not because it shows rows. The same proposal gives the same bytes.
 */
public final class ProposalFiles {
    private ProposalFiles() {}

    /** Where the evidence of a pipeline's proposal is, in a workspace. */
    public static Path evidence(Path workspace, String pipeline) {
        return workspace.resolve(".leat").resolve("proposals").resolve(Slug.of(pipeline) + ".json");
    }

    /** Where a copy of the mapping as it was proposed is: what differs from it, a person has touched. */
    public static Path draft(Path workspace, String pipeline) {
        return workspace.resolve(".leat").resolve("proposals").resolve(Slug.of(pipeline) + ".yaml");
    }

    /** Where what was asked of a language model and what it answered is. */
    public static Path exchanges(Path workspace, String pipeline) {
        return workspace.resolve(".leat").resolve("proposals").resolve(Slug.of(pipeline) + ".exchanges.jsonl");
    }

    /** The mapping file's text: no approval, so it does not run. */
    public static String mapping(Mapping mapping) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("pipeline", mapping.pipeline());
        file.put("source", end(mapping.source()));
        file.put("destination", end(mapping.destination()));
        file.put("fields", mapping.fields().stream().map(FieldMapping::written).toList());
        return Yaml.write(file);
    }

    private static Map<String, Object> end(Mapping.End end) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("connection", end.connection());
        shape.put("entity", end.entity().toString());
        return shape;
    }

    /** The evidence file's text. */
    public static String evidence(Proposal proposal) {
        try {
            return Yaml.json().writerWithDefaultPrettyPrinter().writeValueAsString(proposal) + "\n";
        } catch (JsonProcessingException e) {
            throw new LeatException(Kind.BUG, proposal.pipeline(), "its evidence cannot be written as JSON", "Report it", e);
        }
    }

    /**
     * The last proposal of a pipeline with its evidence; empty when there is none.
     *
     * @throws LeatException of kind WORKSPACE when its file cannot be read
     */
    public static Optional<Proposal> read(Path workspace, String pipeline) {
        Path file = evidence(workspace, pipeline);
        try {
            return Files.exists(file) ? Optional.of(Yaml.json().readerFor(Proposal.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).readValue(file.toFile()))
                : Optional.empty();
        } catch (IOException e) {
            throw new LeatException(Kind.WORKSPACE, workspace.relativize(file).toString(), "it is no proposal (" + e.getClass().getSimpleName() + ")",
                "Have it made again: leat map propose \"" + pipeline + "\"", e);
        }
    }

    /**
     * Writes the proposal's own files: its mapping, if there is one, then its evidence.
     *
     * @return the files written, in that order
     */
    public static List<Path> writeBeside(Proposal proposal, Path workspace) {
        List<Path> written = new ArrayList<>();
        proposal.mapping().ifPresent(mapping -> {
            Path draft = draft(workspace, proposal.pipeline());
            replace(draft, mapping(mapping));
            written.add(draft);
        });
        Path evidence = evidence(workspace, proposal.pipeline());
        replace(evidence, evidence(proposal));
        written.add(evidence);
        return written;
    }

    /**
     * Writes the proposal's own files and then the pipeline's mapping file. If the process dies between, the mapping file counts as touched by a person, and the next
     * proposal is written beside it. A mapping that is there is replaced with its approval. Without any expression there is no mapping, only evidence.
     *
     * @param mappingFile as the pipeline names it
     * @return the files written, the mapping file first
     */
    public static List<Path> write(Proposal proposal, Path workspace, Path mappingFile) {
        List<Path> written = new ArrayList<>(writeBeside(proposal, workspace));
        proposal.mapping().ifPresent(mapping -> {
            replace(mappingFile, mapping(mapping));
            written.add(0, mappingFile);
        });
        return written;
    }

    /** Whole or not at all. */
    private static void replace(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LeatException(Kind.WORKSPACE, file.toString(), "it cannot be written (" + e.getMessage() + ")", "Correct its permissions", e);
        }
    }
}
