package dev.leat.mapping.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.Kinds;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import dev.leat.model.Problems;
import dev.leat.model.SchemaFile;
import dev.leat.model.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.types.DataType;

/** Writes what people say of an entity's fields into its schema file. */
public final class Labeling {
    private final SchemaFiles files;
    private final String connection;
    private final EntityName entity;

    public Labeling(SchemaFiles files, String connection, EntityName entity) {
        this.files = files;
        this.connection = connection;
        this.entity = entity;
    }

    /**
     * All or nothing.
     *
     * @param labels by field
     * @return the schema with them
     * @throws LeatException of kind WORKSPACE when there is no such field and no type to add it with
     */
    public SchemaFile label(Map<String, Label> labels) {
        Optional<SchemaFiles.Document> before = files.document(connection, entity);
        ObjectNode file = before.map(document -> document.tree().deepCopy()).orElseGet(() -> JsonNodeFactory.instance.objectNode().put("entity", entity.toString()));
        String name = files.name(connection, entity);
        Problems problems = new Problems();
        labels.forEach((field, label) -> {
            List<ObjectNode> known = find(file, field);
            if (known.isEmpty() && label.type().isEmpty()) {
                problems.add(name, "there is no field '" + field + "'", before.isEmpty() ? "Pull the schema first: leat destination pull " + connection + " " + entity
                    + ", or add the field with --type" : Problem.choices(names(file)) + ", or add it with --type");
            } else if (!known.isEmpty() && label.type().filter(type -> !type.equals(known.get(0).path("type").asText())).isPresent()) {
                problems.add(name + ": " + field, "its type is " + known.get(0).path("type").asText() + ", not " + label.type().get(), "Leave --type out, or correct the file by hand");
            } else if (known.isEmpty() && !valid(label.type().get())) {
                problems.add(name + ": " + field, "'" + label.type().get() + "' is not a Spark SQL type", "Write a type such as string, int, decimal(12,2), date or timestamp");
            } else if (known.isEmpty()) {
                label.onto(file.withArray("fields").addObject().put("name", field).put("type", label.type().get()));
            } else {
                label.onto(known.get(0));
            }
        });
        problems.throwIfAny(Kind.WORKSPACE);
        return files.write(connection, entity, file, before.map(SchemaFiles.Document::comments).orElse(FileComments.NONE));
    }

    /**
     * Labels from a file: {@code email: {description: ..., pii: true}}, with the keys of {@link Label}.
     *
     * @throws LeatException of kind WORKSPACE with all that is wrong in it
     */
    public static Map<String, Label> read(Path file) {
        Problems problems = new Problems();
        Map<String, Label> labels = new LinkedHashMap<>();
        try {
            Optional<JsonNode> tree = Yaml.tree(file.toString(), Files.readString(file), problems);
            tree.ifPresent(fields -> fields.properties().forEach(field -> {
                if (field.getValue().isObject()) {
                    Yaml.bind(field.getValue(), Label.class, new Kinds(Map.of(), file.toAbsolutePath().getParent()), file + ": " + field.getKey(), problems).ifPresent(label -> labels.put(field.getKey(), label));
                } else {
                    problems.add(file + ": " + field.getKey(), "expected labels of a field", "Write it as FIELD: {description: ..., semantic: ...}");
                }
            }));
        } catch (IOException e) {
            throw new LeatException(Kind.WORKSPACE, file.toString(), "it cannot be read (" + e.getClass().getSimpleName() + ")", "Correct its name or permissions", e);
        }
        problems.throwIfAny(Kind.WORKSPACE);
        return labels;
    }

    /** Scala does not declare what it throws. */
    private interface Parsing {
        DataType run() throws AnalysisException;
    }

    private static boolean valid(String type) {
        Parsing parsing = () -> CatalystSqlParser$.MODULE$.parseDataType(type);
        try {
            return parsing.run() != null;
        } catch (AnalysisException none) {
            return false;
        }
    }

    private static List<ObjectNode> find(ObjectNode file, String field) {
        List<ObjectNode> found = new ArrayList<>();
        for (String list : List.of("fields", "nested")) {
            file.path(list).forEach(known -> {
                if (known.path("name").asText().equals(field)) {
                    found.add((ObjectNode) known);
                }
            });
        }
        return found;
    }

    private static List<String> names(ObjectNode file) {
        List<String> names = new ArrayList<>();
        file.path("fields").forEach(field -> names.add(field.path("name").asText()));
        return names;
    }
}
