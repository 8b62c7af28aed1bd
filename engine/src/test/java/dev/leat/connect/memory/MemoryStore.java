package dev.leat.connect.memory;

import dev.leat.model.EntityName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A named set of tables in this JVM. Tests use names of their own. */
public final class MemoryStore {
    private static final Map<String, MemoryStore> STORES = new ConcurrentHashMap<>();

    final Map<String, MemoryTable> sources = new ConcurrentSkipListMap<>();
    final Map<String, MemoryTarget> targets = new ConcurrentSkipListMap<>();
    final Map<String, String> cached = new ConcurrentHashMap<>();
    /** How often a source or destination was opened. */
    public final AtomicInteger opened = new AtomicInteger();

    private MemoryStore() {}

    public static MemoryStore named(String name) {
        return STORES.computeIfAbsent(name, fresh -> new MemoryStore());
    }

    /** A source table; made when it does not exist. */
    public MemoryTable table(String entity) {
        return sources.computeIfAbsent(entity, name -> new MemoryTable(EntityName.of(name)));
    }

    public void drop(String entity) {
        sources.remove(entity);
    }

    /** A destination table; made when it does not exist. */
    public MemoryTarget target(String entity) {
        return targets.computeIfAbsent(entity, name -> new MemoryTarget());
    }
}
