package dev.leat.model;

import java.util.Map;
import java.util.Optional;

/**
 * The records that a {@code type:} key chooses from, for each interface that files may name: connections by connector,
 * transformers by their sealed set.
 */
public record Kinds(Map<Class<?>, Map<String, Class<?>>> byInterface) {
    public Kinds {
        byInterface = Map.copyOf(byInterface);
    }

    Optional<Map<String, Class<?>>> of(Class<?> type) {
        return Optional.ofNullable(byInterface.get(type));
    }
}
