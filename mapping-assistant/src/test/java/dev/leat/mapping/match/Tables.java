package dev.leat.mapping.match;

import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.SampledField;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Entities for tests. */
public final class Tables {
    private Tables() {}

    public static SampledEntity entity(SampledField... fields) {
        return new SampledEntity("entity", List.of(fields));
    }

    public static SampledField field(String name, String... values) {
        return new SampledField(name, Optional.empty(), Optional.empty(), Arrays.stream(values).map(Optional::ofNullable).toList());
    }

    public static SampledField described(String name, String description) {
        return new SampledField(name, Optional.empty(), Optional.of(description), List.of());
    }
}
