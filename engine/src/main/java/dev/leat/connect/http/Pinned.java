package dev.leat.connect.http;

import dev.leat.connect.Site;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Kind;
import dev.leat.model.Kinds;
import dev.leat.model.LeatException;
import dev.leat.model.Problems;
import dev.leat.model.SchemaFile;
import dev.leat.model.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The columns that {@code schemas/<connection>/} says an endpoint has: what it answers today may lack some, and types of few records are guesses. */
final class Pinned {
    private Pinned() {}

    /** Empty when no file there is about this entity. */
    static Optional<EntitySchema> schema(Site<HttpSettings> site, EntityName entity) {
        Path folder = site.resolve("schemas").resolve(site.name());
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().flatMap(file -> read(file).stream())
                .filter(file -> file.entity().equals(entity) && !file.fields().isEmpty()).findFirst().map(Pinned::schema);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static EntitySchema schema(SchemaFile file) {
        List<Column> columns = file.fields().stream()
            .map(field -> new Column(field.name(), field.type(), Optional.of(field.type()), field.nullable().orElse(true), "")).toList();
        return new EntitySchema(file.entity(), columns, List.of());
    }

    private static Optional<SchemaFile> read(Path file) {
        Problems problems = new Problems();
        try {
            String name = file.getParent().getParent().getParent().relativize(file).toString();
            Optional<SchemaFile> schema = Yaml.tree(name, Files.readString(file), problems)
                .flatMap(tree -> Yaml.bind(tree, SchemaFile.class, new Kinds(Map.of()), name, problems));
            problems.throwIfAny(Kind.WORKSPACE);
            return schema;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static LeatException unreadable(Path path, IOException e) {
        return new LeatException(Kind.WORKSPACE, path.toString(), "it cannot be read (" + e.getMessage() + ")", "Check its permissions", e);
    }
}
