package dev.leat.plan;

import dev.leat.model.FieldMapping;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Mapping;
import dev.leat.model.Pipeline;
import dev.leat.model.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The mapping file of a pipeline, changed field by field. Its author's comments, order and form stay where the file's form allows. An approval in it stays too, and is stale
 * for what was changed. Each change is written whole or not at all.
 */
public final class MappingFile {
    private final Path dir;
    private final Flow flow;
    private final Pipeline pipeline;
    private final Path file;

    private MappingFile(Path dir, Flow flow, Pipeline pipeline) {
        this.dir = dir;
        this.flow = flow;
        this.pipeline = pipeline;
        this.file = dir.resolve(pipeline.mappingFile());
    }

    /** Of this pipeline; it need not exist. */
    public static MappingFile of(WorkspaceFiles files, Pipeline pipeline) {
        return new MappingFile(files.dir(), files.flowOf(pipeline.name()), pipeline);
    }

    /** As it is now; empty while nobody has written it. */
    public Optional<Mapping> mapping() {
        return WorkspaceFiles.read(dir).mapping(pipeline);
    }

    /**
     * Writes a field: in the place of the one with its target, else at the end.
     *
     * @param before the expression that the caller has seen there; empty: none
     * @throws LeatException of kind WORKSPACE when something else stands there by now, or the file cannot be written
     */
    public void put(Optional<String> before, FieldMapping field) {
        unchanged(field.target(), before);
        if (Files.exists(file)) {
            ApprovalText.replace(file, new MappingText(ApprovalText.read(file)).with(field));
        } else {
            ApprovalText.replace(file, new MappingText(Yaml.write(head())).with(field));
        }
    }

    /**
     * Takes a field out; with its only field the file goes.
     *
     * @param before the expression that the caller has seen there
     * @throws LeatException as {@link #put}
     */
    public void remove(String target, String before) {
        boolean only = unchanged(target, Optional.of(before)).map(mapping -> mapping.fields().size() == 1).orElse(false);
        if (!only) {
            ApprovalText.replace(file, new MappingText(ApprovalText.read(file)).without(target));
            return;
        }
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new LeatException(Kind.WORKSPACE, pipeline.mappingFile(), "it cannot be deleted (" + e.getMessage() + ")", "Correct its permissions", e);
        }
    }

    private Optional<Mapping> unchanged(String target, Optional<String> before) {
        Optional<Mapping> now = mapping();
        Optional<String> there = now.map(Mapping::fields).orElse(List.of()).stream().filter(field -> field.target().equals(target)).map(FieldMapping::expression).findFirst();
        if (!there.equals(before)) {
            throw new LeatException(Kind.WORKSPACE, pipeline.mappingFile(), "the field '" + target + "' was changed just now", "Look at it again");
        }
        return now;
    }

    private Map<String, Object> head() {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("pipeline", pipeline.name());
        head.put("source", end(flow.source(), pipeline.source().toString()));
        head.put("destination", end(flow.destination(), pipeline.destination().toString()));
        return head;
    }

    private static Map<String, Object> end(String connection, String entity) {
        Map<String, Object> end = new LinkedHashMap<>();
        end.put("connection", connection);
        end.put("entity", entity);
        return end;
    }
}
