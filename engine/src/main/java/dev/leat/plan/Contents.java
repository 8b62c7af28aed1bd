package dev.leat.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.model.Deletes;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.FieldMapping;
import dev.leat.model.Flow;
import dev.leat.model.Mapping;
import dev.leat.model.Pipeline;
import dev.leat.model.Problems;
import dev.leat.model.StageFlow;
import dev.leat.model.Transformer;
import dev.leat.transform.ColumnPath;
import dev.leat.transform.Constraint;
import dev.leat.transform.Expression;
import dev.leat.transform.Filter;
import dev.leat.transform.Java;
import dev.leat.transform.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Works out what an approval binds (section 6.1 of the design): of a pipeline by its fields, of a stage flow as a whole. */
final class Contents {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final WorkspaceFiles files;
    private final Flow flow;
    private final Pipeline pipeline;
    private final EntitySchema schema;
    private final Mapping mapping;
    private final List<Constraint> constraints;
    /** Columns that expressions may use, and those that were approved and are gone. */
    private final Set<String> known;

    Contents(WorkspaceFiles files, Flow flow, Pipeline pipeline, EntitySchema schema, Mapping mapping, List<Constraint> constraints) {
        this.files = files;
        this.flow = flow;
        this.pipeline = pipeline;
        this.schema = schema;
        this.mapping = mapping;
        this.constraints = constraints;
        this.known = new TreeSet<>(schema.names());
        approved().keySet().forEach(path -> known.add(path.column()));
    }

    Content of(Effective effective) {
        Map<String, String> fields = new TreeMap<>();
        Map<String, String> shown = new TreeMap<>();
        for (FieldMapping field : mapping.fields()) {
            Map<String, String> types = types(field);
            types.forEach((column, type) -> shown.put(Content.COLUMN + column, type));
            fields.put(field.target(), field(field, types));
        }
        ObjectNode bound = JSON.objectNode();
        bound.put("pipeline", pipeline.name());
        bound.set("source", end(flow.source(), pipeline.source()));
        bound.set("destination", end(flow.destination(), pipeline.destination()));
        bound.set("key", list(effective.key()));
        ObjectNode capture = bound.putObject("capture").put("mode", effective.capture().mode().orElseThrow().name().toLowerCase(Locale.ROOT));
        effective.capture().incremental().ifPresent(column -> capture.put("incremental", column));
        effective.capture().lag().ifPresent(lag -> capture.put("lag", lag.toString()));
        effective.capture().stream().ifPresent(start -> capture.put("stream", start));
        bound.put("write", pipeline.writeMode().name().toLowerCase(Locale.ROOT));
        if (pipeline.howDeleted() == Deletes.SOFT) {
            shown.put("deletes", "soft");
            bound.put("deletes", "soft"); // bound only where it is not as ever, so that what was approved before stays so
        }
        pipeline.entry().ifPresent(entry -> {
            ObjectNode kept = bound.putObject("entry").put("as", entry.form().name().toLowerCase(Locale.ROOT));
            entry.timeToLive().ifPresent(time -> kept.put("timeToLive", time.toString()));
            shown.put("entry", entry.form().name().toLowerCase(Locale.ROOT) + entry.timeToLive().map(time -> " for " + time).orElse(""));
        });
        bound.set("exclude", list(new TreeSet<>(effective.exclude())));
        JsonNode written = files.tree(pipeline);
        bound.set("transformers", Canonical.texts(written.path("transformers").isMissingNode() ? JSON.arrayNode() : written.path("transformers")));
        bound.set("rules", rules());
        bound.set("jars", jars());
        bound.set("auxiliary", auxiliary(written.path("auxiliary")));
        bound.set("constraints", others());
        Content.readable().forEach(part -> shown.put(part, readable(bound.get(part))));
        List.of("transformers", "rules", "jars", "auxiliary").forEach(part -> shown.put(part, Canonical.hash(bound.get(part))));
        shown.put("constraints", Canonical.hash(all()));
        constraints.forEach(constraint -> shown.put(Content.TARGET + constraint.field(), demand(constraint)));
        bound.set("fields", JSON.objectNode().setAll(map(fields)));
        return new Content(Canonical.hash(bound), fields, shown);
    }

    private static String demand(Constraint constraint) {
        return constraint.type().orElse("any type") + (constraint.required() ? " required" : "") + (constraint.values().isEmpty() ? "" : " " + constraint.values());
    }

    /** What the hash of a field would be if its columns had these types. */
    String field(FieldMapping field, Map<String, String> types) {
        ObjectNode bound = JSON.objectNode().put("target", field.target()).put("expression", field.expression());
        bound.set("columns", JSON.objectNode().setAll(map(types)));
        bound.set("constraints", constraints.stream().filter(constraint -> constraint.field().equals(field.target())).findFirst().map(this::constraint).orElseGet(JSON::objectNode));
        return Canonical.hash(bound);
    }

    /** Its name, its stages and every jar that it could run. */
    static Content of(WorkspaceFiles files, Document<StageFlow> flow) {
        ObjectNode bound = JSON.objectNode();
        bound.set("flow", flow.tree());
        ObjectNode jars = bound.putObject("jars");
        Path lib = files.dir().resolve("lib");
        if (Files.isDirectory(lib)) {
            try (Stream<Path> found = Files.walk(lib)) {
                found.filter(file -> file.toString().endsWith(".jar")).sorted()
                    .forEach(jar -> jars.put(files.dir().relativize(jar).toString(), fingerprint(jar)));
            } catch (IOException e) {
                throw Folder.unreadable("lib", e);
            }
        }
        return new Content(Canonical.hash(bound), Map.of(), Map.of("flow", Canonical.hash(flow.tree()), "jars", Canonical.hash(jars)));
    }

    /** The columns that an expression uses; none when it cannot be parsed, which is told elsewhere. */
    Set<String> used(FieldMapping field) {
        return paths(field).stream().map(ColumnPath::column).collect(Collectors.toSet());
    }

    private Set<ColumnPath> paths(FieldMapping field) {
        return Expression.parse(field.expression(), known, mapping.pipeline(), new Problems()).<Set<ColumnPath>>map(Expression::paths).orElse(Set.of());
    }

    /** What an expression uses, no more of an object than it names, with the types of now. */
    private Map<String, String> types(FieldMapping field) {
        Map<String, String> types = new TreeMap<>();
        paths(field).stream().map(path -> path.in(schema.columns())).forEach(path -> types.put(path.toString(), now(path)));
        return types;
    }

    private String now(ColumnPath path) {
        return path.type(schema.columns()).orElse(path.parts().size() == 1 && schema.column(path.column()).isPresent() ? "refused" : Content.GONE);
    }

    private Map<ColumnPath, String> approved() {
        Map<ColumnPath, String> approved = new TreeMap<>();
        Content.columns(mapping.approval()).forEach((path, type) -> approved.put(ColumnPath.read(path), type));
        return approved;
    }

    /** What an expression uses, with the types that were approved; a type is empty where none was. */
    Map<String, String> then(FieldMapping field) {
        Map<ColumnPath, String> approved = approved();
        Map<String, String> types = new TreeMap<>();
        paths(field).forEach(path -> {
            Optional<ColumnPath> known = approved.keySet().stream().filter(other -> other.holds(path)).max(Comparator.comparing(other -> other.parts().size()));
            types.put(known.orElse(path).toString(), known.map(approved::get).orElse(""));
        });
        return types;
    }

    /** What was approved and is still used, where its type is another now: by path the type of now. */
    Map<String, String> changed() {
        Map<String, String> changed = new TreeMap<>();
        Map<String, String> approved = Content.columns(mapping.approval());
        mapping.fields().forEach(field -> then(field).keySet().stream().filter(approved::containsKey).forEach(path -> changed.put(path, now(ColumnPath.read(path)))));
        changed.entrySet().removeIf(path -> path.getValue().equals(approved.get(path.getKey())));
        return changed;
    }

    private ObjectNode end(String connection, EntityName entity) {
        return JSON.objectNode().put("connection", connection).put("type", files.type(connection)).put("entity", entity.toString());
    }

    /** Transformers are bound as written, so that the same flow runs with another salt. But what they compute must not come from outside: it is bound as resolved. */
    private JsonNode rules() {
        ObjectNode rules = JSON.objectNode();
        for (Transformer transformer : pipeline.transformers()) {
            if (transformer instanceof Filter filter) {
                rules.put(filter.name(), filter.where());
            } else if (transformer instanceof Sql sql) {
                rules.set(sql.name(), JSON.objectNode().setAll(map(sql.columns())));
            } else if (transformer instanceof Java java) {
                rules.put(java.name(), java.className());
            }
        }
        return rules;
    }

    private JsonNode jars() {
        ObjectNode jars = JSON.objectNode();
        pipeline.transformers().stream().filter(Java.class::isInstance).map(Java.class::cast).forEach(java -> jars.put(java.jar(), fingerprint(files.dir().resolve(java.jar()))));
        return jars;
    }

    private static String fingerprint(Path jar) {
        try {
            return Files.isRegularFile(jar) ? Canonical.hash(Files.readAllBytes(jar)) : "missing";
        } catch (IOException e) {
            throw Folder.unreadable(jar.toString(), e);
        }
    }

    private JsonNode auxiliary(JsonNode written) {
        ObjectNode bound = JSON.objectNode();
        pipeline.auxiliary().forEach((name, auxiliary) -> {
            ObjectNode one = bound.putObject(name);
            one.set("written", Canonical.texts(written.path(name)));
            one.put("type", files.type(auxiliary.connection()));
        });
        return bound;
    }

    private JsonNode others() {
        ObjectNode others = (ObjectNode) all();
        mapping.fields().forEach(field -> others.remove(field.target()));
        return others;
    }

    private JsonNode all() {
        ObjectNode all = JSON.objectNode();
        constraints.forEach(constraint -> all.set(constraint.field(), constraint(constraint)));
        return all;
    }

    private ObjectNode constraint(Constraint constraint) {
        ObjectNode bound = JSON.objectNode().put("required", constraint.required());
        constraint.type().ifPresent(type -> bound.put("type", type));
        bound.set("values", list(constraint.values()));
        return bound;
    }

    private static JsonNode list(java.util.Collection<String> texts) {
        return texts.stream().collect(JSON::arrayNode, com.fasterxml.jackson.databind.node.ArrayNode::add, com.fasterxml.jackson.databind.node.ArrayNode::addAll);
    }

    private static Map<String, JsonNode> map(Map<String, String> texts) {
        Map<String, JsonNode> nodes = new TreeMap<>();
        texts.forEach((name, text) -> nodes.put(name, JSON.textNode(text)));
        return nodes;
    }

    /** For people: {@code prod_postgres postgres users}, {@code id, tenant}. */
    private static String readable(JsonNode part) {
        return part.isValueNode() ? part.asText() : String.join(part.isArray() ? ", " : " ",
            java.util.stream.StreamSupport.stream(part.spliterator(), false).map(JsonNode::asText).toList());
    }
}
