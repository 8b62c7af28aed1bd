package dev.leat.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Connectors;
import dev.leat.model.Collection;
import dev.leat.model.Connection;
import dev.leat.model.Flow;
import dev.leat.model.FlowApproval;
import dev.leat.model.Kind;
import dev.leat.model.Kinds;
import dev.leat.model.LeatException;
import dev.leat.model.Mapping;
import dev.leat.model.Pipeline;
import dev.leat.model.Problems;
import dev.leat.model.SchemaFile;
import dev.leat.model.StageFlow;
import dev.leat.model.Transformer;
import dev.leat.model.Workspace;
import dev.leat.transform.Transformation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads every file, then checks what they say of each other; ends with all problems or with the files. */
final class WorkspaceReader {
    private final Path dir;
    private final Problems problems = new Problems();
    private final Folder folder;

    WorkspaceReader(Path dir) {
        this.dir = dir;
        this.folder = new Folder(dir, new Kinds(Map.of(Connection.class, Connectors.settings(), Transformer.class, Transformation.kinds()), dir), problems);
    }

    WorkspaceFiles read() {
        if (!folder.has(WorkspaceFiles.ROOT)) {
            throw new LeatException(Kind.WORKSPACE, dir.toString(), Files.isDirectory(dir) ? "no leat.yaml in this folder" : "no such folder",
                "Make a workspace: leat init NAME, or name one: --workspace DIR");
        }
        Optional<Document<Workspace>> root = folder.read(WorkspaceFiles.ROOT, Workspace.class);
        List<Document<Flow>> flows = new ArrayList<>();
        List<Document<StageFlow>> stageFlows = new ArrayList<>();
        for (String file : folder.files("flows")) {
            folder.tree(file).ifPresent(tree -> flow(file, tree, flows, stageFlows));
        }
        List<Document<Collection>> collections = folder.all("collections", Collection.class);
        List<Document<SchemaFile>> schemas = folder.all("schemas", SchemaFile.class);
        Map<String, Document<Mapping>> mappings = mappings(flows);
        List<Document<FlowApproval>> approvals = folder.all("approvals", FlowApproval.class);
        if (root.isPresent()) {
            new WorkspaceCheck(root.get(), problems).check();
            new FlowCheck(root.get(), flows, problems).check();
        }
        boolean partly = root.isEmpty() || !problems.isEmpty();
        new NameCheck(flows, stageFlows, collections, problems).check();
        root.ifPresent(known -> new ReferenceCheck(known, flows, stageFlows, collections, partly, problems).check(schemas, mappings.values(), approvals));
        problems.throwIfAny(Kind.WORKSPACE);
        return new WorkspaceFiles(dir, root.orElseThrow(), Defaults.into(flows, collections), stageFlows, collections, schemas, mappings, approvals);
    }

    private void flow(String file, JsonNode tree, List<Document<Flow>> flows, List<Document<StageFlow>> stageFlows) {
        if (tree.has("stages")) {
            if (StageCheck.shape(file, tree, problems)) {
                folder.bind(file, tree, StageFlow.class).ifPresent(flow -> {
                    StageCheck.graph(flow, problems);
                    stageFlows.add(flow);
                });
            }
        } else {
            folder.bind(file, tree, Flow.class).ifPresent(flows::add);
        }
    }

    /** Those in their folder, and those that a pipeline names elsewhere. A pipeline may still be without one. */
    private Map<String, Document<Mapping>> mappings(List<Document<Flow>> flows) {
        TreeSet<String> names = new TreeSet<>(folder.files("mappings"));
        flows.forEach(flow -> flow.value().pipelines().stream().map(pipeline -> Path.of(pipeline.mappingFile()).normalize().toString())
            .filter(file -> dir.resolve(file).normalize().startsWith(dir) && folder.has(file)).forEach(names::add));
        Map<String, Document<Mapping>> mappings = new LinkedHashMap<>();
        names.forEach(file -> folder.read(file, Mapping.class).ifPresent(mapping -> mappings.put(file, mapping)));
        return mappings;
    }
}
