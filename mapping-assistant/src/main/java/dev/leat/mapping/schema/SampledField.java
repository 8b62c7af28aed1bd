package dev.leat.mapping.schema;

import java.util.List;
import java.util.Optional;

/**
 * A field and its values as text, row by row.
 *
 * @param name   the column's name, or the dotted path of a nested value ({@code address.city}; {@code items[].price} for elements of an array)
 * @param type   the Spark SQL type if the system knows one, empty where all is text
 * @param description the comment or label, empty if none
 * @param values as Spark casts them to string; empty Optional for null
 */
public record SampledField(String name, Optional<String> type, Optional<String> description, List<Optional<String>> values) {
    public SampledField {
        values = List.copyOf(values);
    }
}
