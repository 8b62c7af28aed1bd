package dev.leat.mapping.types;

import dev.leat.mapping.schema.SchemaFiles;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import dev.leat.model.SchemaFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.SourceVersion;

/** Writes the records of a connection's entities as Java source (UTF-8, Java 17). */
public final class Types {
    private final SchemaFiles files;
    private final Path folder;

    /** @param folder of the source tree */
    public Types(SchemaFiles files, Path folder) {
        this.files = files;
        this.folder = folder;
    }

    /**
     * @param className with its package
     * @param breaks    what no longer compiles, or compiles and means something else, in code that uses the file as it was before; empty for a new file
     */
    public record Generated(EntityName entity, String className, Path file, List<String> breaks) {}

    /** {@code leat.<connection>}. */
    public static String packageOf(String connection) {
        return "leat." + JavaNames.packagePart(connection);
    }

    /** @throws LeatException of kind WORKSPACE when an entity has no schema file yet, or the package's name is none */
    public List<Generated> generate(String connection, List<EntityName> entities, String packageName) {
        if (!SourceVersion.isName(packageName)) {
            throw new LeatException(Kind.WORKSPACE, "--package", "'" + packageName + "' is no name of a package", "Write it as com.example.users");
        }
        List<Problem> missing = entities.stream().filter(entity -> files.read(connection, entity).isEmpty()).map(entity -> new Problem("schemas/" + connection,
            "there is no schema of '" + entity + "'", "Pull it first: leat source pull " + connection + " " + entity)).toList();
        if (!missing.isEmpty()) {
            throw new LeatException(Kind.WORKSPACE, missing);
        }
        Map<EntityName, String> names = names(connection);
        List<Generated> generated = new ArrayList<>();
        for (EntityName entity : entities) {
            generated.add(generate(connection, files.read(connection, entity).orElseThrow(), packageName, names.get(entity)));
        }
        return generated;
    }

    /** The same whichever entities are generated: all of the connection are named, in the same order. */
    private Map<EntityName, String> names(String connection) {
        JavaNames names = new JavaNames();
        Map<EntityName, String> byEntity = new HashMap<>();
        files.entities(connection).forEach(entity -> byEntity.put(entity, names.type(String.join(" ", entity.parts()), entity.last())));
        return byEntity;
    }

    private Generated generate(String connection, SchemaFile schema, String packageName, String name) {
        Path file = folder.resolve(packageName.replace('.', '/')).resolve(name + ".java");
        String text = JavaSource.of(schema, connection, packageName, name);
        try {
            Optional<String> before = Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
            if (!before.equals(Optional.of(text))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text, StandardCharsets.UTF_8);
            }
            return new Generated(schema.entity(), packageName + "." + name, file, before.map(old -> SourceChanges.breaking(old, text)).orElse(List.of()));
        } catch (IOException e) {
            throw new LeatException(Kind.WORKSPACE, file.toString(), "it cannot be written (" + e.getMessage() + ")", "Correct its permissions", e);
        }
    }
}
