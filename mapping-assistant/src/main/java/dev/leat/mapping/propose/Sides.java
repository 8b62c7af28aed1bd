package dev.leat.mapping.propose;

import dev.leat.mapping.schema.SampledEntity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Both sides of a pipeline.
 *
 * @param source  a sample
 * @param targets what a mapping has to fill, in the destination's order; empty where nothing is known of the destination
 */
public record Sides(SampledEntity source, List<TargetField> targets) {
    public Sides {
        targets = List.copyOf(targets);
    }

    public Optional<TargetField> target(String name) {
        return targets.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** The source's columns as expressions see them: Spark SQL types by name. */
    public Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        new SourceRows(source).columns().forEach(column -> columns.put(column.name(), column.type().orElseThrow()));
        return columns;
    }
}
