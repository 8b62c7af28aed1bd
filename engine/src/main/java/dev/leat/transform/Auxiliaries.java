package dev.leat.transform;

import dev.leat.connect.Cache;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What look-ups may use, by the names of a pipeline's {@code auxiliary}. */
public record Auxiliaries(Map<String, Entity> entities, Map<String, Store> caches) {
    public static final Auxiliaries NONE = new Auxiliaries(Map.of(), Map.of());

    /** An entity to look up in, with its live columns. */
    public record Entity(dev.leat.connect.Lookup lookup, EntityName entity, List<Column> columns) {
        public Entity {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A cache.
     *
     * @param key names an entry; a matched field or column stands in braces: {@code session:{id}}
     */
    public record Store(Cache cache, String key, Duration timeToLive) {}

    public Auxiliaries {
        entities = Map.copyOf(entities);
        caches = Map.copyOf(caches);
    }
}
