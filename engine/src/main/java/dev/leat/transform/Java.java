package dev.leat.transform;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;

/**
 * The user's own {@link RowTransformer}. Its fields are declared here, so that planning and approval know them without running the user's code.
 *
 * @param className its full name, written as {@code class}
 * @param jar       where it is: a file in {@code lib/} of the workspace
 * @param options   given to {@link RowTransformer#configure}
 * @param fields    Spark SQL type by field that it adds (at the end) or whose type it changes; all other fields keep name, order and type, and fields
 *                  that hold a key column also their value
 */
public record Java(String name, @JsonProperty("class") String className, String jar, Map<String, String> options, Map<String, String> fields)
    implements Transformation {
    private static final Path FOLDER = Path.of("lib");

    public Java {
        options = Map.copyOf(options);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public void compile(Compilation compilation) {
        Optional<Library> library = library(compilation);
        library.ifPresent(found -> check(found, compilation));
        Map<String, DataType> types = new LinkedHashMap<>();
        fields.forEach((field, type) -> Types.parse(type, compilation.at("fields." + field), compilation.problems())
            .ifPresent(parsed -> types.put(field, Types.held(parsed))));
        List<Field> output = output(compilation.fields(), types);
        compilation.step(slots -> new Custom(name, library, className, options, slots, Slots.between(output)), output);
    }

    private Optional<Library> library(Compilation compilation) {
        Path file = compilation.workspace().resolve(jar).normalize();
        if (!Path.of(jar).normalize().startsWith(FOLDER)) {
            compilation.problem("jar", "'" + jar + "' is not in lib/", "Put the jar into the workspace's folder lib and write jar: lib/NAME.jar");
        } else if (!Files.isRegularFile(file)) {
            compilation.problem("jar", "the file '" + jar + "' does not exist", "Build the jar and put it there");
        } else {
            try {
                return Optional.of(Library.read(file));
            } catch (IOException e) {
                throw new LeatException(Kind.WORKSPACE, compilation.at("jar"), "the file '" + jar + "' cannot be read", "Correct its permissions", e);
            }
        }
        return Optional.empty();
    }

    private static List<Field> output(List<Field> before, Map<String, DataType> types) {
        Map<String, DataType> added = new LinkedHashMap<>(types);
        List<Field> output = new ArrayList<>();
        for (Field field : before) {
            DataType changed = added.remove(field.name());
            Field same = new Field(Field.attribute(field.name(), field.type(), true), field.key());
            output.add(changed == null ? same : Field.of(field.name(), changed, true));
        }
        added.forEach((name, type) -> output.add(Field.of(name, type, true)));
        return output;
    }

    /** Loads the class without initializing it, so nothing of it runs. */
    private void check(Library library, Compilation compilation) {
        try {
            if (!RowTransformer.class.isAssignableFrom(library.find(className))) {
                compilation.problem("class", "'" + className + "' does not implement " + RowTransformer.class.getName(), "Implement it");
            }
        } catch (ClassNotFoundException | LinkageError e) {
            compilation.problem("class", "'" + className + "' cannot be loaded from " + jar + " (" + e.getClass().getSimpleName() + ")",
                "Write its full name, and put what it needs into the same jar");
        }
    }
}
