package dev.leat.mapping.schema;

import java.util.List;
import java.util.Optional;

/**
 * What a sample says of an entity.
 *
 * @param rows   how many were looked at
 * @param fields columns and what is nested in them, each after the field that it is in
 * @param keys   candidates, best first, each one field or a few together; the declared key first
 */
public record EntityProfile(String entity, int rows, List<Profile> fields, List<List<String>> keys) {
    public EntityProfile {
        fields = List.copyOf(fields);
        keys = keys.stream().map(List::copyOf).toList();
    }

    public Optional<Profile> field(String name) {
        return fields.stream().filter(field -> field.field().equals(name)).findFirst();
    }
}
