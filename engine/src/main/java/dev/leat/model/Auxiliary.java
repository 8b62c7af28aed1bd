package dev.leat.model;

import java.time.Duration;
import java.util.Optional;

/**
 * Another connection that a pipeline reads: an entity for look-ups, or a cache.
 *
 * @param connection by name
 * @param entity     what a look-up reads
 * @param key        how a cache names an entry, with the looked-up columns in braces: {@code session:{id}}
 * @param cache      how long a cached entry lives
 */
public record Auxiliary(String connection, Optional<EntityName> entity, Optional<String> key, Optional<Duration> cache) {}
