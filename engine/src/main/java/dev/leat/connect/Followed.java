package dev.leat.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.model.EntityName;
import java.util.List;
import java.util.Optional;

/**
 * An entity whose changes are captured.
 *
 * @param key      as declared; empty: the entity's own
 * @param exclude  columns that are not captured
 * @param position of the last range that was committed
 */
public record Followed(EntityName entity, List<String> key, List<String> exclude, Optional<JsonNode> position) {
    public Followed {
        key = List.copyOf(key);
        exclude = List.copyOf(exclude);
    }
}
