package dev.leat.mapping.match.learn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.SampledField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads cases: folders {@code <data set>/<case>/} with two tables as {@code source.csv} and {@code target.csv}, or two schemas as
 * {@code source_schema.json} and {@code target_schema.json} ({@code tables[].columns[]} with {@code name}, {@code type}, {@code description},
 * {@code samples}), and {@code gold.json}. The columns of all tables of a schema are fields {@code table.column} of one entity.
 */
public final class Cases {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Two entities to match. @param gold pairs of names */
    public record Case(String set, String name, SampledEntity source, SampledEntity target, List<Lesson.Pair> gold) {
        public String id() {
            return set + "/" + name;
        }
    }

    private Cases() {}

    /** In order of their names. */
    public static List<Case> read(Path folder) {
        List<Case> cases = new ArrayList<>();
        for (Path set : folders(folder)) {
            for (Path each : folders(set)) {
                if (Files.isRegularFile(each.resolve("gold.json"))) {
                    cases.add(new Case(set.getFileName().toString(), each.getFileName().toString(), side(each, "source"), side(each, "target"), gold(each)));
                }
            }
        }
        return cases;
    }

    private static List<Path> folders(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Lesson.Pair> gold(Path folder) {
        List<Lesson.Pair> pairs = new ArrayList<>();
        json(folder.resolve("gold.json")).forEach(pair -> pairs.add(new Lesson.Pair(pair.path("source").asText(), pair.path("target").asText())));
        return pairs;
    }

    private static SampledEntity side(Path folder, String side) {
        Path schema = folder.resolve(side + "_schema.json");
        return Files.isRegularFile(schema) ? schema(json(schema), side) : table(text(folder.resolve(side + ".csv")), side);
    }

    private static SampledEntity table(String csv, String name) {
        List<List<String>> rows = Csv.rows(csv);
        List<String> header = rows.isEmpty() ? List.of() : rows.get(0);
        List<SampledField> fields = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            int column = i;
            fields.add(new SampledField(header.get(i), Optional.empty(), Optional.empty(),
                rows.stream().skip(1).map(row -> column < row.size() ? Optional.of(row.get(column)).filter(value -> !value.isEmpty()) : Optional.<String>empty()).toList()));
        }
        return new SampledEntity(name, fields);
    }

    private static SampledEntity schema(JsonNode root, String name) {
        int rows = 0;
        for (JsonNode samples : root.findValues("samples")) {
            rows = Math.max(rows, samples.size());
        }
        List<SampledField> fields = new ArrayList<>();
        for (JsonNode table : root.path("tables")) {
            for (JsonNode column : table.path("columns")) {
                List<Optional<String>> values = new ArrayList<>();
                for (int i = 0; i < rows; i++) {
                    values.add(text(column.path("samples").path(i)));
                }
                fields.add(new SampledField(table.path("name").asText() + "." + column.path("name").asText(), text(column.path("type")), text(column.path("description")), values));
            }
        }
        return new SampledEntity(name, fields);
    }

    private static Optional<String> text(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node.asText()).filter(text -> !text.isEmpty());
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
