package dev.leat.cli;

import dev.leat.mapping.schema.Label;
import dev.leat.mapping.schema.Labeling;
import dev.leat.mapping.schema.SchemaFiles;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.SchemaFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leat destination}. */
@Command(name = "destination", description = "What flows write.", footerHeading = "%nExample:%n", footer = "  leat destination pull search_cluster user_profiles_index")
final class Destinations extends Group {
    private final Invocation invocation;

    Destinations(Invocation invocation) {
        this.invocation = invocation;
    }

    @Command(name = "pull", description = "Writes the live schema, and what a sample of rows shows, to schemas/CONNECTION/ENTITY.yaml. Labels that are there stay; what has none yet is listed.",
        footerHeading = "%nExample:%n", footer = "  leat destination pull search_cluster user_profiles_index")
    int pull(@Parameters(paramLabel = "CONNECTION", description = "By its name in leat.yaml.") String connection,
             @Parameters(paramLabel = "ENTITY", arity = "0..*", index = "1..*", description = "As in a flow; those that flows write when absent.") List<String> entities,
             @Option(names = "--rows", paramLabel = "N", defaultValue = "1000", description = "Look at so many rows, at most; ${DEFAULT-VALUE} when absent.") int rows,
             @Mixin Describe describe) {
        return Pulls.pull(invocation, connection, Pulls.entities(entities), rows, describe,
            (flow, name) -> flow.destination().equals(name) ? flow.pipelines().stream().map(pipeline -> pipeline.destination()) : Stream.empty());
    }

    /** The labels of one field, as options. An empty text takes one away. */
    static final class Labels {
        @Option(names = "--type", paramLabel = "TYPE", description = "Adds a field that the schema does not have, with this Spark SQL type.")
        private Optional<String> type;

        @Option(names = "--description", paramLabel = "TEXT", description = "What it is.")
        private Optional<String> description;

        @Option(names = "--semantic", paramLabel = "WORD", description = "What it means: email, phone, country, ...")
        private Optional<String> semantic;

        @Option(names = "--required", paramLabel = "true|false", arity = "0..1", fallbackValue = "true", description = "It must have a value.")
        private Optional<Boolean> required;

        @Option(names = "--key", paramLabel = "true|false", arity = "0..1", fallbackValue = "true", description = "It is part of the key.")
        private Optional<Boolean> key;

        @Option(names = "--values", paramLabel = "A,B", split = ",", description = "The only values allowed.")
        private List<String> values;

        @Option(names = "--unit", paramLabel = "UNIT", description = "Such as EUR or kg.")
        private Optional<String> unit;

        @Option(names = "--pii", paramLabel = "true|false", arity = "0..1", fallbackValue = "true", description = "It is personal data.")
        private Optional<Boolean> pii;

        Label label() {
            return new Label(type, description, semantic, required, key, values == null ? List.of() : values, unit, pii);
        }
    }

    @Command(name = "label", description = "Says what a field is: by options, from a file, or one question at a time in a terminal. Without either it lists what has no description yet.",
        footerHeading = "%nExample:%n", footer = "  leat destination label search_cluster user_profiles_index phone --pii")
    int label(@Parameters(paramLabel = "CONNECTION", description = "By its name in leat.yaml.") String connection,
              @Parameters(paramLabel = "ENTITY", description = "As in a flow.") EntityName entity,
              @Parameters(paramLabel = "FIELD", arity = "0..1", description = "A column, or a path such as address.city.") Optional<String> field,
              @Option(names = "--file", paramLabel = "FILE", description = "Labels by field, as YAML: \"email: {semantic: email, pii: true}\".") Optional<Path> file,
              @Mixin Labels labels) {
        SchemaFiles files = new SchemaFiles(Workplace.open(invocation).with(connection).leat().files().dir());
        Labeling labeling = new Labeling(files, connection, entity);
        Map<String, Label> given = new LinkedHashMap<>();
        file.map(Labeling::read).ifPresent(given::putAll);
        boolean options = !labels.label().equals(Label.NONE);
        if (options && field.isEmpty()) {
            throw new LeatException(Kind.WORKSPACE, "leat destination label", "it is not said which field the labels are for", "Write the field after the entity");
        }
        if (options) {
            given.put(field.get(), labels.label());
        }
        SchemaFile schema = given.isEmpty() ? Interview.of(invocation, labeling, files, connection, entity, field) : labeling.label(given);
        List<String> unlabeled = Label.unlabeled(schema);
        invocation.answer(Map.of("file", files.name(connection, entity), "labeled", given.keySet(), "unlabeled", unlabeled), terminal -> {
            Sheet sheet = new Sheet(files.name(connection, entity));
            if (!given.isEmpty()) {
                sheet.with("labeled", String.join("; ", given.keySet()));
            }
            terminal.sheet(sheet.with("no description", unlabeled.isEmpty() ? "none: every field has one" : String.join("; ", unlabeled)));
        });
        return 0;
    }
}
