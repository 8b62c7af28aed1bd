package dev.leat.plan;

import dev.leat.connect.Layout;
import dev.leat.model.Column;
import dev.leat.model.FieldMapping;
import dev.leat.model.Flow;
import dev.leat.model.Mapping;
import dev.leat.model.Pipeline;
import dev.leat.model.SchemaFile;
import dev.leat.transform.Constraint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the labels of a destination demand of its fields. */
final class Labels {
    private Labels() {}

    /** In the labels' order. A field that cannot be null is required where the mapping fills it; elsewhere the destination may have a default. */
    static List<Constraint> constraints(WorkspaceFiles files, Flow flow, Pipeline pipeline, Mapping mapping) {
        Set<String> filled = mapping.fields().stream().map(FieldMapping::target).collect(Collectors.toSet());
        return files.schema(flow.destination(), pipeline.destination()).stream().flatMap(schema -> schema.fields().stream())
            .map(field -> new Constraint(field.name(), Optional.of(field.type()), required(field, filled), field.values())).toList();
    }

    /** The layout with the fields' descriptions as notes, for what a destination may say of its columns. */
    static Layout described(WorkspaceFiles files, Flow flow, Pipeline pipeline, Layout layout) {
        Map<String, String> descriptions = new HashMap<>();
        files.schema(flow.destination(), pipeline.destination()).stream().flatMap(schema -> schema.fields().stream())
            .forEach(field -> field.description().ifPresent(text -> descriptions.put(field.name(), text)));
        return layout.with(layout.fields().stream().map(field -> new Column(field.name(), field.sourceType(), field.type(), field.nullable(), descriptions.getOrDefault(field.name(), ""))).toList());
    }

    private static boolean required(SchemaFile.Field field, Set<String> filled) {
        return field.required().orElse(filled.contains(field.name()) && !field.nullable().orElse(true));
    }
}
