package dev.leat.mapping.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.leat.connect.Connectors;
import dev.leat.connect.JsonTypes;
import dev.leat.connect.Sample;
import dev.leat.connect.SampledValues;
import dev.leat.connect.Sampler;
import dev.leat.connect.Site;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.SchemaFile;
import dev.leat.model.Yaml;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Samples as matching and proposing read them. An object is there as its inner fields alone; an array as JSON text, and as fields of its elements with the first value
 * that a row has.
 */
public final class Samples {
    private Samples() {}

    /** @param entity its name for messages and for reading its meaning */
    public static SampledEntity of(String entity, Sample sample) {
        return new SampledEntity(entity, SampleWalk.of(sample).stream().filter(seen -> Family.of(seen.type()) != Family.OBJECT).map(Seen::field).toList());
    }

    /** An entity that is only described so far: no rows. */
    public static SampledEntity of(SchemaFile schema) {
        return new SampledEntity(schema.entity().toString(), schema.fields().stream()
            .map(field -> new SampledField(FieldPath.column(field.name()).toString(), Optional.of(field.type()), Label.description(field), List.of())).toList());
    }

    /** Of a live entity at either end of a flow; empty when there is none. Failures as of {@link Sampler}. */
    public static Optional<Sample> read(Site<?> site, EntityName entity, int rows) {
        try (Sampler sampler = Connectors.sampler(site)) {
            return sampler.sample(entity, rows);
        }
    }

    /** A sample with descriptions from the labels of a schema file. */
    public static SampledEntity of(String entity, Sample sample, SchemaFile labels) {
        return new SampledEntity(entity, of(entity, sample).fields().stream().map(field -> new SampledField(field.name(), field.type(),
            Label.field(labels, field.name()).flatMap(Label::description).or(field::description), field.values())).toList());
    }

    /**
     * Records of JSON from anywhere (a topic, an endpoint), with the schema that they show by the rules of {@link JsonTypes}.
     *
     * @param documents texts that are no JSON object are left out
     */
    public static Sample json(EntityName entity, Iterable<String> documents) {
        List<ObjectNode> rows = new ArrayList<>();
        for (String document : documents) {
            try {
                if (Yaml.json().readTree(document) instanceof ObjectNode row) {
                    rows.add(row);
                }
            } catch (JsonProcessingException none) {
                continue; // it would be an unreadable record
            }
        }
        List<Column> columns = Arrays.stream(JsonTypes.of(rows).fields()).map(field -> {
            String type = field.dataType().sql().contains("`") ? field.dataType().sql() : field.dataType().catalogString();
            return new Column(field.name(), type, Optional.of(type), true, "");
        }).toList();
        return new Sample(new EntitySchema(entity, columns, List.of()), rows, Map.of(), Map.of());
    }

    /**
     * A CSV file with a header line; commas, double quotes. All is text; nothing between two commas is null. Names may be empty or repeat.
     *
     * @param most rows from the beginning
     */
    public static SampledEntity csv(Path file, int most) throws IOException {
        String name = file.getFileName().toString().replaceFirst("\\.[^.]+$", "");
        try (Reader reader = Files.newBufferedReader(file)) {
            return csv(name, reader, most);
        }
    }

    /** The same from any text. */
    public static SampledEntity csv(String name, Reader text, int most) {
        CsvParserSettings settings = new CsvParserSettings();
        settings.setMaxCharsPerColumn(-1);
        settings.setMaxColumns(20_480);
        settings.setIgnoreLeadingWhitespaces(false);
        settings.setIgnoreTrailingWhitespaces(false);
        settings.setEmptyValue("");
        settings.setLineSeparatorDetectionEnabled(true);
        settings.getFormat().setComment('\0');
        CsvParser parser = new CsvParser(settings);
        parser.beginParsing(text);
        String[] header = parser.parseNext();
        List<List<Optional<String>>> columns = new ArrayList<>();
        for (int i = 0; header != null && i < header.length; i++) {
            columns.add(new ArrayList<>());
        }
        String[] row = header == null ? null : parser.parseNext();
        for (int rows = 0; row != null && rows < most; rows++, row = parser.parseNext()) {
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).add(i < row.length ? Optional.ofNullable(row[i]).map(SampledValues::cut) : Optional.empty());
            }
        }
        parser.stopParsing();
        List<SampledField> fields = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String column = Optional.ofNullable(header[i]).orElse("");
            fields.add(new SampledField(i == 0 ? column.replaceFirst("^\uFEFF", "") : column, Optional.empty(), Optional.empty(), columns.get(i)));
        }
        return new SampledEntity(name, fields);
    }
}
