package dev.leat.mapping.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.Kinds;
import dev.leat.model.LeatException;
import dev.leat.model.Problems;
import dev.leat.model.SchemaFile;
import dev.leat.model.Slug;
import dev.leat.model.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The files below {@code schemas/} of a workspace. What people wrote into them is kept as written, references and comments included. */
public final class SchemaFiles {
    private static final int LONGEST = 2_500_000;

    private final Path workspace;

    public SchemaFiles(Path workspace) {
        this.workspace = workspace;
    }

    /**
     * A file, read.
     *
     * @param name from the workspace, with slashes
     */
    record Document(String name, ObjectNode tree, FileComments comments, SchemaFile schema) {}

    /** What is known of an entity; empty before its first pull. @throws LeatException of kind WORKSPACE with what is wrong in the file */
    public Optional<SchemaFile> read(String connection, EntityName entity) {
        return document(connection, entity).map(Document::schema);
    }

    /** The entities of a connection that have a file, by name. */
    public List<EntityName> entities(String connection) {
        return all(connection).stream().map(document -> document.schema().entity()).sorted(java.util.Comparator.comparing(EntityName::toString)).toList();
    }

    /** Where the file of an entity is, or will be; from the workspace, with slashes. */
    public String name(String connection, EntityName entity) {
        return document(connection, entity).map(Document::name).orElseGet(() -> free(connection, entity));
    }

    Optional<Document> document(String connection, EntityName entity) {
        String usual = "schemas/" + connection + "/" + plain(entity) + ".yaml";
        Optional<Document> there = Files.exists(workspace.resolve(usual)) ? Optional.of(read(usual)).filter(document -> document.schema().entity().equals(entity)) : Optional.empty();
        return there.or(() -> all(connection).stream().filter(document -> document.schema().entity().equals(entity)).findFirst());
    }

    /** Whole or not at all. @return the schema as it will be read */
    SchemaFile write(String connection, EntityName entity, ObjectNode tree, FileComments comments) {
        String name = name(connection, entity);
        String text = text(tree, comments);
        SchemaFile schema = bound(name, text).schema();
        Path file = workspace.resolve(name);
        try {
            if (Files.exists(file) && Files.readString(file).equals(text)) {
                return schema;
            }
            Files.createDirectories(file.getParent());
            Path target = Files.exists(file) ? file.toRealPath() : file;
            Path fresh = target.resolveSibling("." + target.getFileName() + ".new");
            Files.writeString(fresh, text);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            return schema;
        } catch (IOException e) {
            throw new LeatException(Kind.WORKSPACE, name, "it cannot be written (" + e.getMessage() + ")", "Correct its permissions", e);
        }
    }

    /** Without what the sample shows where a file would be too long for its readers: that is not needed to run. */
    private static String text(ObjectNode tree, FileComments comments) {
        String text = SchemaText.of(tree, comments);
        for (String list : List.of("nested", "fields")) {
            if (text.length() > LONGEST) {
                tree.path(list).forEach(field -> ((ObjectNode) field).remove("found"));
                text = SchemaText.of(tree, comments);
            }
        }
        return text;
    }

    private String free(String connection, EntityName entity) {
        String plain = plain(entity);
        for (int i = 1; ; i++) {
            String name = "schemas/" + connection + "/" + plain + (i == 1 ? "" : "-" + i) + ".yaml";
            if (!Files.exists(workspace.resolve(name))) {
                return name;
            }
        }
    }

    private static String plain(EntityName entity) {
        return entity.toString().matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,120}") ? entity.toString() : Slug.of(entity.toString());
    }

    private List<Document> all(String connection) {
        Path folder = workspace.resolve("schemas").resolve(connection);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted()
                .map(file -> "schemas/" + connection + "/" + file.getFileName()).map(this::read).toList();
        } catch (IOException e) {
            throw unreadable("schemas/" + connection, e);
        }
    }

    private Document read(String name) {
        try {
            return bound(name, Files.readString(workspace.resolve(name)));
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private Document bound(String name, String text) {
        Problems problems = new Problems();
        Optional<JsonNode> tree = Yaml.tree(name, text, problems);
        Optional<SchemaFile> schema = tree.flatMap(read -> Yaml.bind(read, SchemaFile.class, new Kinds(Map.of(), workspace), name, problems));
        problems.throwIfAny(Kind.WORKSPACE);
        return new Document(name, (ObjectNode) tree.orElseThrow(), FileComments.of(text), schema.orElseThrow());
    }

    private static LeatException unreadable(String name, IOException e) {
        return new LeatException(Kind.WORKSPACE, name, "it cannot be read (" + e.getClass().getSimpleName() + ")", "Correct its permissions", e);
    }
}
