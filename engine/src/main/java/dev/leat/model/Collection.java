package dev.leat.model;

import java.util.List;
import java.util.Optional;

/**
 * Flows of one source type and one destination type, started, stopped and watched as one.
 *
 * @param flows    by name
 * @param template a flow that is made once for each schema found
 * @param schemas  patterns of source schemas, with {@code *}
 * @param defaults for every flow of the collection that does not say otherwise
 */
public record Collection(String collection, String source, String destination, List<String> flows, Optional<String> template,
                         List<String> schemas, Optional<Defaults> defaults) {
    /** What a flow may inherit. */
    public record Defaults(Optional<String> schedule, Optional<Retry> retry) {}

    public Collection {
        flows = List.copyOf(flows);
        schemas = List.copyOf(schemas);
    }
}
