package dev.leat.model;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;

/**
 * A column of a live entity, and what becomes of it in the lake.
 *
 * @param name       as the system spells it
 * @param sourceType the system's own type, as it prints it ({@code numeric(12,2)}, {@code keyword})
 * @param type       the Spark SQL type it is held as ({@code decimal(12,2)}); absent: refused, {@code note} says why and which option helps
 * @param nullable   whether null is possible
 * @param note       what a user should know of the conversion, such as {@code as text}; empty when exact
 */
public record Column(String name, String sourceType, Optional<String> type, boolean nullable, String note) implements Serializable {

    public Column {
        Objects.requireNonNull(name);
        Objects.requireNonNull(sourceType);
        Objects.requireNonNull(note);
    }

    private Object writeReplace() {
        return new Flat(name, sourceType, type.orElse(null), nullable, note);
    }

    /** Optional is not serializable; executors get this. */
    private record Flat(String name, String sourceType, String type, boolean nullable, String note) implements Serializable {
        private Object readResolve() {
            return new Column(name, sourceType, Optional.ofNullable(type), nullable, note);
        }
    }
}
