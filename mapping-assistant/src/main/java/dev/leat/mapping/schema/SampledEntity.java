package dev.leat.mapping.schema;

import java.util.List;

/** An entity with rows of it. All fields have the same number of values: value i of each field is of row i. */
public record SampledEntity(String name, List<SampledField> fields) {
    public SampledEntity {
        fields = List.copyOf(fields);
        if (fields.stream().mapToInt(field -> field.values().size()).distinct().count() > 1) {
            throw new IllegalArgumentException(name + ": the fields have different numbers of values");
        }
    }

    public int rows() {
        return fields.isEmpty() ? 0 : fields.get(0).values().size();
    }
}
