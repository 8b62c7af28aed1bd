package dev.leat.connect.kafka;

import dev.leat.connect.Site;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A topic as it is now.
 *
 * @param id       another one when the topic was deleted and made again
 * @param earliest the first offset that is still there, by partition
 * @param latest   the offset after the last committed record, by partition
 */
record Topic(String name, String id, SortedMap<Integer, Long> earliest, SortedMap<Integer, Long> latest) {

    /** Those that users made, by name. */
    static List<String> names(Site<KafkaSettings> site) {
        try (Brokers brokers = new Brokers(site)) {
            return brokers.names();
        }
    }

    static String name(EntityName entity) {
        return String.join(".", entity.parts());
    }

    /** Empty when it does not exist. */
    static Optional<Topic> find(Site<KafkaSettings> site, EntityName entity) {
        try (Brokers brokers = new Brokers(site)) {
            return brokers.find(List.of(name(entity))).stream().findFirst();
        }
    }

    /** How many records lie between an offset of each partition and the end. */
    long since(SortedMap<Integer, Long> offsets) {
        return latest.entrySet().stream().mapToLong(end -> Math.max(0, end.getValue() - offsets.getOrDefault(end.getKey(), 0L))).sum();
    }

    static LeatException interrupted(Site<KafkaSettings> site, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new LeatException(Kind.SYSTEM, "connections." + site.name(), "interrupted while it was asked", "Run again", e);
    }
}
