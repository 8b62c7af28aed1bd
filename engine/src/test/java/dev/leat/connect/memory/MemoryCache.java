package dev.leat.connect.memory;

import dev.leat.connect.Cache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A cache that forgets nothing. */
record MemoryCache(String store) implements Cache {
    @Override
    public Session open() {
        Map<String, String> cached = MemoryStore.named(store).cached;
        return new Session() {
            @Override
            public List<String> read(List<String> keys) {
                List<String> values = new ArrayList<>();
                keys.forEach(key -> values.add(cached.get(key)));
                return values;
            }

            @Override
            public void write(Map<String, String> entries, Duration timeToLive) {
                cached.putAll(entries);
            }

            @Override
            public void close() {}
        };
    }
}
