package dev.leat.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Site;
import dev.leat.model.Collection;
import dev.leat.model.Connection;
import dev.leat.model.Embedded;
import dev.leat.model.EntityName;
import dev.leat.model.Flow;
import dev.leat.model.FlowApproval;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Mapping;
import dev.leat.model.Pipeline;
import dev.leat.model.Problem;
import dev.leat.model.Problems;
import dev.leat.model.Retry;
import dev.leat.model.SchemaFile;
import dev.leat.model.Secrets;
import dev.leat.model.StageFlow;
import dev.leat.model.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** All files of a workspace, each right in itself and all of them together; nothing outside has been asked. Immutable. */
public final class WorkspaceFiles {
    static final String ROOT = "leat.yaml";

    private final Path dir;
    private final Document<Workspace> root;
    private final List<Document<Flow>> flows;
    private final List<Document<StageFlow>> stageFlows;
    private final List<Document<Collection>> collections;
    private final List<Document<SchemaFile>> schemas;
    private final Map<String, Document<Mapping>> mappings;
    private final List<Document<FlowApproval>> approvals;

    WorkspaceFiles(Path dir, Document<Workspace> root, List<Document<Flow>> flows, List<Document<StageFlow>> stageFlows, List<Document<Collection>> collections,
                   List<Document<SchemaFile>> schemas, Map<String, Document<Mapping>> mappings, List<Document<FlowApproval>> approvals) {
        this.dir = dir;
        this.root = root;
        this.flows = flows;
        this.stageFlows = stageFlows;
        this.collections = collections;
        this.schemas = schemas;
        this.mappings = mappings;
        this.approvals = approvals;
    }

    /**
     * @throws LeatException of kind WORKSPACE with all problems of all files; with one that says {@code leat init} when there is no workspace
     */
    public static WorkspaceFiles read(Path dir) {
        return new WorkspaceReader(dir.toAbsolutePath().normalize()).read();
    }

    /**
     * The same with Spark elsewhere or with other resources.
     *
     * @throws LeatException of kind WORKSPACE when it is no master, or a setting that no workspace may make
     */
    public WorkspaceFiles on(Workspace.Spark spark) {
        Problems problems = new Problems();
        WorkspaceCheck.spark("--", spark, problems);
        problems.throwIfAny(Kind.WORKSPACE);
        return new WorkspaceFiles(dir, new Document<>(root.file(), root.tree(), workspace().on(spark)), flows, stageFlows, collections, schemas, mappings, approvals);
    }

    /** The workspace's folder, absolute. */
    public Path dir() {
        return dir;
    }

    public Workspace workspace() {
        return root.value();
    }

    public List<Flow> flows() {
        return flows.stream().map(Document::value).toList();
    }

    public List<StageFlow> stageFlows() {
        return stageFlows.stream().map(Document::value).toList();
    }

    public Optional<StageFlow> stageFlow(String name) {
        return stageFlows().stream().filter(known -> known.name().equals(name)).findFirst();
    }

    public List<Collection> collections() {
        return collections.stream().map(Document::value).toList();
    }

    /**
     * The flows of this name, which is a flow's or a collection's.
     *
     * @throws LeatException of kind WORKSPACE when there is none, with the known names
     */
    public List<Flow> select(String name) {
        Optional<Flow> flow = flows().stream().filter(known -> known.flow().equals(name)).findFirst();
        if (flow.isPresent()) {
            return List.of(flow.get());
        }
        Optional<Document<Collection>> collection = collections.stream().filter(known -> known.value().collection().equals(name)).findFirst();
        if (collection.isPresent()) {
            return flowsOf(collection.get());
        }
        if (stageFlow(name).isPresent()) {
            throw new LeatException(Kind.WORKSPACE, name, "it is a stage flow, and no stage action can be run by itself yet; known are those that a pipeline compiles to: "
                + String.join(", ", Stages.actions()), "Write it as a flow with pipelines");
        }
        throw new LeatException(Kind.WORKSPACE, name, "no flow or collection of this name", Problem.choices(Stream.concat(
            flows().stream().map(Flow::flow), collections().stream().map(Collection::collection)).toList()));
    }

    private List<Flow> flowsOf(Document<Collection> collection) {
        if (collection.value().template().isPresent()) {
            throw new LeatException(Kind.WORKSPACE, collection.file() + ": template", "flows cannot be made from a template yet", "List them under flows");
        }
        return flows().stream().filter(flow -> collection.value().flows().contains(flow.flow())).toList();
    }

    /**
     * The flow that this pipeline is in.
     *
     * @throws LeatException of kind WORKSPACE when there is none, with the known names
     */
    public Flow flowOf(String pipeline) {
        return flows().stream().filter(flow -> flow.pipelines().stream().anyMatch(known -> known.name().equals(pipeline))).findFirst()
            .orElseThrow(() -> new LeatException(Kind.WORKSPACE, pipeline, "no pipeline of this name",
                Problem.choices(flows().stream().flatMap(flow -> flow.pipelines().stream()).map(Pipeline::name).toList())));
    }

    /** @throws LeatException of kind WORKSPACE when there is none, with the known names */
    public Pipeline pipeline(String name) {
        return flowOf(name).pipelines().stream().filter(known -> known.name().equals(name)).findFirst().orElseThrow();
    }

    /** The mapping of a pipeline; empty while nobody has written it. */
    public Optional<Mapping> mapping(Pipeline pipeline) {
        return mappingDocument(pipeline).map(Document::value);
    }

    /** Pulled schema and labels of an entity. */
    public Optional<SchemaFile> schema(String connection, EntityName entity) {
        return schemaDocument(connection, entity).map(Document::value);
    }

    /** The connections whose server Leat starts itself, and {@code airflow} where it starts that. */
    public Map<String, Embedded> embedded() {
        Map<String, Embedded> embedded = new TreeMap<>();
        workspace().airflow().flatMap(Workspace.Airflow::embedded).ifPresent(server -> embedded.put(Workspace.Airflow.NAME, server));
        workspace().connections().forEach((name, connection) -> connection.embedded().ifPresent(server -> embedded.put(name, server)));
        return embedded;
    }

    /** The word in a connection's {@code type:}; that of an embedded Airflow is its name. */
    public String type(String connection) {
        return root.tree().path("connections").path(connection).path("type").asText(Workspace.Airflow.NAME);
    }

    /**
     * A connection, ready to be opened.
     *
     * @param servers where the embedded server of a connection listens; empty when it does not run
     * @throws LeatException of kind WORKSPACE when the connection is unknown or its embedded server does not run
     */
    public Site<?> site(String connection, Retry retry, Function<String, Optional<Address>> servers) {
        Connection settings = workspace().connections().get(connection);
        if (settings == null) {
            throw new LeatException(Kind.WORKSPACE, connection, "no connection of this name", Problem.choices(new TreeSet<>(workspace().connections().keySet())));
        }
        if (settings.embedded().isPresent()) {
            Address address = servers.apply(connection).orElseThrow(() -> new LeatException(Kind.WORKSPACE, "connections." + connection,
                "its embedded server does not run", "Start it: leat up"));
            settings = settings.served(address.url(), address.user(), address.password());
        }
        return new Site<>(connection, settings, dir.toString(), Site.Retries.of(retry));
    }

    /** The environment variables that the files refer to: what a process needs to know of its environment to run any of the flows. No flow asks the language model, so its key is not among them. */
    public Set<String> variables() {
        JsonNode running = root.tree().deepCopy();
        if (running.path("assistant") instanceof ObjectNode assistant) {
            assistant.remove("apiKey");
        }
        Set<String> names = new TreeSet<>(Secrets.variables(running));
        Stream.of(flows, stageFlows, collections).flatMap(List::stream).forEach(document -> names.addAll(Secrets.variables(document.tree())));
        return names;
    }

    /** {@code sha256:} of a flow as its file writes it, whatever the order of its keys. */
    public String content(Flow flow) {
        return Canonical.hash(Canonical.texts(document(flow).tree()));
    }

    Document<Flow> document(Flow flow) {
        return flows.stream().filter(known -> known.value().flow().equals(flow.flow())).findFirst().orElseThrow();
    }

    /** A pipeline as its flow's file writes it. */
    JsonNode tree(Pipeline pipeline) {
        Document<Flow> flow = document(flowOf(pipeline.name()));
        return flow.tree().path("pipelines").path(flow.value().pipelines().indexOf(pipeline));
    }

    /** Where a problem of this pipeline is: {@code flows/x.yaml: pipelines[0]}. */
    String where(Pipeline pipeline) {
        Document<Flow> flow = document(flowOf(pipeline.name()));
        return flow.file() + ": pipelines[" + flow.value().pipelines().indexOf(pipeline) + "]";
    }

    Optional<Document<Mapping>> mappingDocument(Pipeline pipeline) {
        return Optional.ofNullable(mappings.get(Path.of(pipeline.mappingFile()).normalize().toString()));
    }

    Optional<Document<SchemaFile>> schemaDocument(String connection, EntityName entity) {
        return schemas.stream().filter(schema -> schema.file().startsWith("schemas/" + connection + "/") && schema.value().entity().equals(entity)).findFirst();
    }

    Document<StageFlow> document(StageFlow flow) {
        return stageFlows.stream().filter(known -> known.value().name().equals(flow.name())).findFirst().orElseThrow();
    }

    Optional<Document<FlowApproval>> approval(StageFlow flow) {
        return approvals.stream().filter(approval -> approval.value().flow().equals(flow.name())).findFirst();
    }
}
