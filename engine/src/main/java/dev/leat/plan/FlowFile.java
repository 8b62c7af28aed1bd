package dev.leat.plan;

import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Pipeline;
import dev.leat.model.Problems;
import dev.leat.model.Yaml;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The file of a flow, added to. What its author wrote stays as it is, comments and form included; a change is written whole or not at all, and only if the file says afterwards
 * exactly what it said before and what was added. An approval of a pipeline that gets transformers is stale then.
 */
public final class FlowFile {
    private final Path dir;
    private final Document<Flow> document;

    private FlowFile(Path dir, Document<Flow> document) {
        this.dir = dir;
        this.document = document;
    }

    public static FlowFile of(WorkspaceFiles files, Flow flow) {
        return new FlowFile(files.dir(), files.document(flow));
    }

    /** From the workspace, with slashes. */
    public String name() {
        return document.file();
    }

    /**
     * Pipelines after those that are there.
     *
     * @param pipelines each as the file is to have it, key by key: texts, lists and maps
     * @throws LeatException of kind WORKSPACE when the file has changed since it was read, does not allow it in its form, or cannot be written
     */
    public void append(List<Map<String, Object>> pipelines) {
        write(text -> text.with(pipelines), pipelines);
    }

    /**
     * Auxiliaries by name, and transformers before those that the pipeline has.
     *
     * @throws LeatException as {@link #append}
     */
    public void enrich(Pipeline pipeline, Map<String, Object> auxiliary, List<Map<String, Object>> transformers) {
        int place = document.value().pipelines().indexOf(pipeline);
        write(text -> text.with(place, auxiliary, transformers), List.of(Map.of("transformers", transformers, "auxiliary", auxiliary)));
    }

    /** What is added as YAML, to be added by hand. */
    public static String written(Object added) {
        return MappingText.flow(added);
    }

    private void write(Function<FlowText, Optional<String>> change, List<Map<String, Object>> added) {
        Path file = dir.resolve(document.file());
        String text = ApprovalText.read(file);
        if (Yaml.tree(document.file(), text, new Problems()).filter(document.tree()::equals).isEmpty()) {
            throw new LeatException(Kind.WORKSPACE, document.file(), "it was changed just now", "Do it again");
        }
        ApprovalText.replace(file, change.apply(new FlowText(text)).orElseThrow(() -> new LeatException(Kind.WORKSPACE, document.file(),
            "nothing can be added to it without changing the rest of its text", "Add it by hand: " + String.join(", ", added.stream().map(MappingText::flow).toList()))));
    }
}
