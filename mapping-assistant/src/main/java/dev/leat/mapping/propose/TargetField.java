package dev.leat.mapping.propose;

import dev.leat.mapping.schema.Label;
import dev.leat.model.SchemaFile;
import dev.leat.transform.Constraint;
import java.util.List;
import java.util.Optional;

/**
 * A destination field: its labels, and values it holds already.
 *
 * @param type     a Spark SQL type; absent: that of the expression
 * @param key      names a row by itself
 * @param values   the only values allowed; empty: all
 * @param existing values of the destination, of other rows than the source's sample; often none
 */
public record TargetField(String name, Optional<String> type, Optional<String> description, Optional<String> semantic, boolean required, boolean key,
                          List<String> values, Optional<String> unit, List<String> existing) {
    public TargetField {
        values = List.copyOf(values);
        existing = List.copyOf(existing);
    }

    public static TargetField of(SchemaFile.Field field, List<String> existing) {
        boolean required = field.required().orElse(!field.nullable().orElse(true));
        return new TargetField(field.name(), Optional.of(field.type()), Label.description(field), field.semantic(), required, field.key().orElse(false),
            field.values(), field.unit(), existing);
    }

    /** With values that may repeat. */
    TargetField partOfKey() {
        return new TargetField(name, type, description, semantic, required, false, values, unit, existing);
    }

    /** Without labels. */
    public static TargetField of(String name, String type) {
        return new TargetField(name, Optional.of(type), Optional.empty(), Optional.empty(), false, false, List.of(), Optional.empty(), List.of());
    }

    /** What a run would demand of its values. */
    public Constraint constraint() {
        return new Constraint(name, type, required, values);
    }
}
