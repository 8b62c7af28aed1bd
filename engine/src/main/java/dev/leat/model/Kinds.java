package dev.leat.model;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The records that a {@code type:} key chooses from, for each interface that files may name: connections by connector,
 * transformers by their sealed set.
 *
 * @param folder where relative {@code ${file:path}} references start
 */
public record Kinds(Map<Class<?>, Map<String, Class<?>>> byInterface, Path folder) {
    public Kinds {
        byInterface = Map.copyOf(byInterface);
    }

    public Kinds(Map<Class<?>, Map<String, Class<?>>> byInterface) {
        this(byInterface, Path.of(""));
    }

    Optional<Map<String, Class<?>>> of(Class<?> type) {
        return Optional.ofNullable(byInterface.get(type));
    }
}
