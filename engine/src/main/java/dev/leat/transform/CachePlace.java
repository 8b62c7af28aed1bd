package dev.leat.transform;

import dev.leat.connect.Cache;
import dev.leat.connect.KeyTemplate;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

/** Where a look-up keeps what it found, and for how long. */
record CachePlace(Cache cache, KeyTemplate template, Duration timeToLive) implements Serializable {
    CachePlace(Auxiliaries.Store store, Map<String, String> match) {
        this(store.cache(), KeyTemplate.of(store.key(), match), store.timeToLive());
    }
}
