package dev.leat.transform;

import dev.leat.connect.Cache;
import dev.leat.connect.Lookup;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The look-ups of one task: the cache first, then the entity. Opens both at the first question. Once the cache fails, the task goes on without it. */
final class Answers implements AutoCloseable {
    private final Query query;
    private final Partition partition;
    private Optional<CachePlace> cache;
    private Cache.Session cached;
    private Lookup.Session session;

    Answers(Query query, Optional<CachePlace> cache, Partition partition) {
        this.query = query;
        this.cache = cache;
        this.partition = partition;
    }

    /** An answer for each of these keys, which are different and without nulls. */
    Map<List<String>, Found> find(Collection<List<String>> keys) {
        Map<List<String>, Found> answers = new HashMap<>(fromCache(List.copyOf(keys)));
        List<List<String>> missing = keys.stream().filter(key -> !answers.containsKey(key)).toList();
        if (!missing.isEmpty()) {
            Map<List<String>, Found> found = fromEntity(missing);
            answers.putAll(found);
            toCache(found);
        }
        return answers;
    }

    private Map<List<String>, Found> fromEntity(List<List<String>> keys) {
        if (session == null) {
            session = query.open();
        }
        Map<List<String>, List<List<String>>> rows = session.find(keys);
        Map<List<String>, Found> found = new HashMap<>();
        keys.forEach(key -> found.put(key, Found.of(rows.getOrDefault(key, List.of()))));
        return found;
    }

    private Map<List<String>, Found> fromCache(List<List<String>> keys) {
        Map<List<String>, Found> hits = new HashMap<>();
        Optional<List<String>> texts = cache.flatMap(place -> reachable(() ->
            opened(place).read(keys.stream().map(place.template()::key).toList())));
        if (texts.isPresent()) {
            for (int i = 0; i < keys.size(); i++) {
                List<String> key = keys.get(i);
                Optional.ofNullable(texts.get().get(i)).flatMap(text -> Entry.read(query, key, text)).ifPresent(found -> hits.put(key, found));
            }
            partition.count(Counters.Name.CACHE_HITS, hits.size());
            partition.count(Counters.Name.CACHE_MISSES, keys.size() - hits.size());
        }
        return hits;
    }

    /** A duplicate is a mistake that somebody will correct, so it is not kept. */
    private void toCache(Map<List<String>, Found> found) {
        cache.ifPresent(place -> {
            Map<String, String> entries = new HashMap<>();
            found.forEach((key, answer) -> {
                if (answer.rows() < 2) {
                    entries.put(place.template().key(key), Entry.write(query, key, answer));
                }
            });
            reachable(() -> {
                opened(place).write(entries, place.timeToLive());
                return entries;
            });
        });
    }

    private Cache.Session opened(CachePlace place) {
        if (cached == null) {
            cached = place.cache().open();
        }
        return cached;
    }

    /** Empty when the cache cannot be reached, which is counted, and then it is not asked again. */
    private <T> Optional<T> reachable(Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (LeatException e) {
            if (e.kind() != Kind.SYSTEM) {
                throw e;
            }
            cache = Optional.empty();
            partition.count(Counters.Name.CACHE_UNAVAILABLE, 1);
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try (Lookup.Session entity = session; Cache.Session store = cached) {
            session = null;
            cached = null;
        }
    }
}
