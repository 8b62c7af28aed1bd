package dev.leat.plan;

import dev.leat.model.Collection;
import dev.leat.model.Flow;
import dev.leat.model.FlowApproval;
import dev.leat.model.Mapping;
import dev.leat.model.Pipeline;
import dev.leat.model.Problem;
import dev.leat.model.Problems;
import dev.leat.model.SchemaFile;
import dev.leat.model.StageFlow;
import dev.leat.model.Workspace;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the other files say of connections, flows and pipelines. */
final class ReferenceCheck {
    private final Document<Workspace> root;
    private final List<Document<Flow>> flows;
    private final List<Document<StageFlow>> stageFlows;
    private final List<Document<Collection>> collections;
    private final boolean partly;
    private final Problems problems;

    /** @param partly some file could not be read, so a name that is missing may be in it: that is not told a second time */
    ReferenceCheck(Document<Workspace> root, List<Document<Flow>> flows, List<Document<StageFlow>> stageFlows, List<Document<Collection>> collections, boolean partly, Problems problems) {
        this.root = root;
        this.flows = flows;
        this.stageFlows = stageFlows;
        this.collections = collections;
        this.partly = partly;
        this.problems = problems;
    }

    void check(List<Document<SchemaFile>> schemas, java.util.Collection<Document<Mapping>> mappings, List<Document<FlowApproval>> approvals) {
        collections.forEach(this::collection);
        schemas(schemas);
        mappings.forEach(this::mapping);
        List<String> known = stageFlows.stream().map(flow -> flow.value().name()).toList();
        approvals.stream().filter(approval -> !partly && !known.contains(approval.value().flow())).forEach(approval -> problems.add(approval.file() + ": flow",
            "'" + approval.value().flow() + "' is no stage flow", known.isEmpty() ? "Delete the file" : Problem.choices(known)));
    }

    private void collection(Document<Collection> collection) {
        types(collection, "source", collection.value().source());
        types(collection, "destination", collection.value().destination());
        Map<String, Flow> byName = flows.stream().collect(Collectors.toMap(flow -> flow.value().flow(), Document::value, (one, other) -> one));
        for (int i = 0; i < collection.value().flows().size(); i++) {
            flow(collection, collection.file() + ": flows[" + i + "]", collection.value().flows().get(i), byName);
        }
        collection.value().template().ifPresent(template -> flow(collection, collection.file() + ": template", template, byName));
    }

    private void types(Document<Collection> collection, String end, String type) {
        Set<String> known = dev.leat.connect.Connectors.settings().keySet();
        if (!known.contains(type)) {
            problems.add(collection.file() + ": " + end, "'" + type + "' is no type of connection", Problem.choices(known));
        }
    }

    private void flow(Document<Collection> collection, String where, String name, Map<String, Flow> byName) {
        Flow flow = byName.get(name);
        if (flow == null) {
            if (!partly) {
                problems.add(where, "'" + name + "' is no flow", Problem.choices(byName.keySet()));
            }
            return;
        }
        fits(where, flow, "source", flow.source(), collection.value().source());
        fits(where, flow, "destination", flow.destination(), collection.value().destination());
    }

    private void fits(String where, Flow flow, String end, String connection, String type) {
        String found = root.tree().path("connections").path(connection).path("type").asText();
        if (!found.isEmpty() && !found.equals(type)) {
            problems.add(where, "the " + end + " of '" + flow.flow() + "' is of type '" + found + "', and the collection's is '" + type + "'", "Take the flow out, or make a collection of its own for it");
        }
    }

    private void schemas(List<Document<SchemaFile>> schemas) {
        Map<String, String> first = new HashMap<>();
        for (Document<SchemaFile> schema : schemas) {
            String[] path = schema.file().split("/");
            if (path.length != 3 || !root.value().connections().containsKey(path[1])) {
                problems.add(schema.file(), path.length != 3 ? "it is not in the folder of a connection" : "'" + path[1] + "' is no connection",
                    "Move it to schemas/CONNECTION/ENTITY.yaml, where CONNECTION is one of " + root.value().connections().keySet().stream().sorted().toList());
            } else {
                String other = first.putIfAbsent(path[1] + "/" + schema.value().entity(), schema.file());
                if (other != null) {
                    problems.add(schema.file() + ": entity", "'" + schema.value().entity() + "' is described in " + other + " as well", "Delete one of them");
                }
            }
            repeated(schema.file() + ": fields", "name", schema.value().fields().stream().map(SchemaFile.Field::name).toList());
        }
    }

    private void mapping(Document<Mapping> mapping) {
        Mapping value = mapping.value();
        repeated(mapping.file() + ": fields", "target", value.fields().stream().map(field -> field.target()).toList());
        Optional<Pipeline> pipeline = flows.stream().flatMap(flow -> flow.value().pipelines().stream()).filter(known -> known.name().equals(value.pipeline())).findFirst();
        if (pipeline.isEmpty()) {
            if (!partly) {
                problems.add(mapping.file() + ": pipeline", "'" + value.pipeline() + "' is no pipeline",
                    Problem.choices(flows.stream().flatMap(flow -> flow.value().pipelines().stream()).map(Pipeline::name).toList()));
            }
            return;
        }
        Flow flow = flows.stream().map(Document::value).filter(known -> known.pipelines().contains(pipeline.get())).findFirst().orElseThrow();
        same(mapping.file() + ": source.connection", value.source().connection(), flow.source(), value);
        same(mapping.file() + ": source.entity", value.source().entity(), pipeline.get().source(), value);
        same(mapping.file() + ": destination.connection", value.destination().connection(), flow.destination(), value);
        same(mapping.file() + ": destination.entity", value.destination().entity(), pipeline.get().destination(), value);
        if (!Path.of(pipeline.get().mappingFile()).normalize().equals(Path.of(mapping.file()).normalize())) {
            problems.add(mapping.file(), "pipeline '" + value.pipeline() + "' uses " + pipeline.get().mappingFile() + " instead", "Delete one of them, or write mapping: " + mapping.file() + " in the pipeline");
        }
    }

    private void same(String where, Object found, Object expected, Mapping mapping) {
        if (!Objects.equals(found, expected)) {
            problems.add(where, "'" + found + "' is not what pipeline '" + mapping.pipeline() + "' has: '" + expected + "'", "Correct it here or in the flow");
        }
    }

    private void repeated(String where, String key, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (!seen.add(names.get(i))) {
                problems.add(where + "[" + i + "]." + key, "the field '" + names.get(i) + "' is there twice", "Delete one of them");
            }
        }
    }
}
