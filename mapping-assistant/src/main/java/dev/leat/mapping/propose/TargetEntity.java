package dev.leat.mapping.propose;

import dev.leat.connect.Sample;
import dev.leat.mapping.schema.FieldPath;
import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.SampledField;
import dev.leat.mapping.schema.Samples;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.SchemaFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a mapping has to fill: the fields of the schema file, which people have labeled, then columns that only the live entity has.
 *
 * @param entity the same fields as the matcher sees them
 * @param exists whether there is a live entity
 */
public record TargetEntity(SampledEntity entity, List<TargetField> fields, boolean exists) {
    /** So often a value is taken to be there that is allowed: codes repeat. */
    private static final int TIMES = 4;

    public TargetEntity {
        fields = List.copyOf(fields);
    }

    /**
     * @param live   empty while the entity does not exist
     * @param labels empty without a schema file
     * @param filled fields that a mapping need not fill
     */
    public static TargetEntity of(EntityName name, Optional<Sample> live, Optional<SchemaFile> labels, Set<String> filled) {
        SampledEntity seen = live.map(sample -> Samples.of(name.toString(), sample)).orElse(new SampledEntity(name.toString(), List.of()));
        Map<String, List<Optional<String>>> values = seen.fields().stream().collect(Collectors.toMap(SampledField::name, SampledField::values, (one, other) -> one));
        Map<String, TargetField> fields = new LinkedHashMap<>();
        labels.ifPresent(file -> file.fields().forEach(field -> fields.putIfAbsent(field.name(), TargetField.of(field, existing(values, field.name())))));
        live.ifPresent(sample -> sample.schema().columns().stream().filter(column -> column.type().isPresent())
            .forEach(column -> fields.putIfAbsent(column.name(), field(sample, column, existing(values, column.name())))));
        if (fields.values().stream().filter(TargetField::key).count() > 1) {
            fields.replaceAll((any, field) -> field.partOfKey()); // only all of them together name a row
        }
        fields.keySet().removeAll(filled);
        int rows = seen.rows() > 0 ? seen.rows() : fields.values().stream().mapToInt(field -> field.values().size() * TIMES).max().orElse(0);
        List<SampledField> sampled = fields.values().stream()
            .map(field -> new SampledField(field.name(), field.type(), said(field), seen(values, field.name()).orElse(Collections.nCopies(rows, Optional.empty()))))
            .map(field -> seen.rows() > 0 ? field : allowed(field, fields.get(field.name()).values())).toList();
        return new TargetEntity(new SampledEntity(name.toString(), sampled), List.copyOf(fields.values()), live.isPresent());
    }

    /** Of a column, or of what a label names inside of one. */
    private static Optional<List<Optional<String>>> seen(Map<String, List<Optional<String>>> values, String field) {
        return Optional.ofNullable(values.get(FieldPath.column(field).toString())).or(() -> Optional.ofNullable(values.get(field)));
    }

    /** What a label allows stands for values, as long as there are none. */
    private static SampledField allowed(SampledField field, List<String> values) {
        return values.isEmpty() ? field : new SampledField(field.name(), field.type(), field.description(),
            IntStream.range(0, field.values().size()).mapToObj(row -> row < values.size() * TIMES ? Optional.of(values.get(row % values.size())) : Optional.<String>empty()).toList());
    }

    private static List<String> existing(Map<String, List<Optional<String>>> values, String field) {
        return seen(values, field).orElse(List.of()).stream().flatMap(Optional::stream).toList();
    }

    private static TargetField field(Sample sample, Column column, List<String> existing) {
        EntitySchema schema = sample.schema();
        return new TargetField(column.name(), column.type(), Optional.ofNullable(sample.comments().get(column.name())), Optional.empty(), !column.nullable(),
            schema.key().contains(column.name()), List.of(), Optional.empty(), existing);
    }

    private static Optional<String> said(TargetField field) {
        return Optional.of(Stream.concat(field.description().stream(), field.semantic().stream()).collect(Collectors.joining("; "))).filter(text -> !text.isEmpty());
    }
}
