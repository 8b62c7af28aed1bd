package dev.leat.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.model.Kind;
import dev.leat.model.Kinds;
import dev.leat.model.LeatException;
import dev.leat.model.Problems;
import dev.leat.model.Yaml;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a workspace, read as trees and bound to records; what is wrong is collected. */
final class Folder {
    private final Path dir;
    private final Kinds kinds;
    private final Problems problems;

    Folder(Path dir, Kinds kinds, Problems problems) {
        this.dir = dir;
        this.kinds = kinds;
        this.problems = problems;
    }

    /** The YAML files in this folder and its folders, sorted, as paths from the workspace. */
    List<String> files(String folder) {
        Path root = dir.resolve(folder);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(root)) {
            List<String> names = found.filter(Files::isRegularFile).map(file -> dir.relativize(file).toString().replace('\\', '/')).sorted().toList();
            names.stream().filter(name -> name.endsWith(".yml"))
                .forEach(name -> problems.add(name, "files that end in .yml are not read", "Rename it to " + name.replaceFirst("yml$", "yaml")));
            return names.stream().filter(name -> name.endsWith(".yaml")).toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    boolean has(String file) {
        return Files.isRegularFile(dir.resolve(file));
    }

    Optional<JsonNode> tree(String file) {
        try {
            return Yaml.tree(file, Files.readString(dir.resolve(file)), problems);
        } catch (MalformedInputException e) {
            problems.add(file, "it is not UTF-8 text", "Save it as UTF-8");
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    <R> Optional<Document<R>> bind(String file, JsonNode tree, Class<R> type) {
        return Yaml.bind(tree, type, kinds, file, problems).map(value -> new Document<>(file, tree, value));
    }

    <R> Optional<Document<R>> read(String file, Class<R> type) {
        return tree(file).flatMap(tree -> bind(file, tree, type));
    }

    <R> List<Document<R>> all(String folder, Class<R> type) {
        return files(folder).stream().flatMap(file -> read(file, type).stream()).toList();
    }

    static LeatException unreadable(String where, IOException e) {
        return new LeatException(Kind.WORKSPACE, where, "it cannot be read (" + e.getClass().getSimpleName() + ")", "Correct its permissions", e);
    }
}
