package dev.leat.connect.kafka;

import dev.leat.connect.Passed;
import dev.leat.connect.Range;
import dev.leat.connect.Retained;
import dev.leat.model.EntityName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What topics still have of what was read of them: of each partition the offsets from where reading began, or from the oldest that retention has left, up to where it is. Offsets without a record,
 * as marks of transactions leave them, are missing on both sides. Where a topic is compacted, records may be missing that newer ones of their keys made needless.
 */
final class Retention {
    private final EntityName entity;
    private final Map<String, Topic> topics;
    private final Set<String> compacted;
    private final Passed passed;
    private final List<Retained.Place> places = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Retention(EntityName entity, List<Topic> topics, Set<String> compacted, Passed passed) {
        this.entity = entity;
        this.topics = topics.stream().collect(Collectors.toMap(Topic::name, Function.identity()));
        this.compacted = compacted;
        this.passed = passed;
    }

    Retained retained() {
        Offsets.of(passed.at(passed.last()).position(), entity).topics().forEach((name, read) -> {
            Topic topic = topics.get(name);
            if (topic == null || !topic.id().equals(read.id())) {
                notes.add("the topic '" + name + "' that was read is gone" + (topic == null ? "" : ", and another one has its name"));
            } else {
                since(topic, read);
            }
        });
        return new Retained(places, notes);
    }

    private void since(Topic topic, Offsets.Read read) {
        long first = first(topic);
        SortedMap<Integer, Long> from = new TreeMap<>();
        Optional.ofNullable(Offsets.from(passed.at(first).bounds(), entity).topics().get(topic.name())).ifPresent(began -> from.putAll(began.next()));
        if (compacted.contains(topic.name())) {
            notes.add("the topic '" + topic.name() + "' is compacted, so records that it does not have any more are not compared");
        }
        read.next().forEach((partition, to) -> {
            long began = from.getOrDefault(partition, 0L);
            long oldest = Math.max(began, topic.earliest().getOrDefault(partition, 0L));
            if (oldest > began) {
                notes.add("offsets " + began + " to " + (Math.min(oldest, to) - 1) + " of partition " + partition + " of '" + topic.name() + "' are gone by its retention");
            }
            if (oldest < to) {
                places.add(place(topic, partition, oldest, to, first));
            }
        });
    }

    /** The oldest range that read this topic, and not an earlier one of its name, whose offsets began anew. */
    private long first(Topic topic) {
        long low = passed.first();
        long high = passed.last();
        while (low < high) {
            long middle = (low + high) / 2;
            Offsets.Read then = Offsets.of(passed.at(middle).position(), entity).topics().get(topic.name());
            if (then != null && then.id().equals(topic.id())) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private Retained.Place place(Topic topic, int partition, long from, long to, long first) {
        Offsets end = one(topic, partition, to);
        Range range = new Range(end.tree(), end.since(one(topic, partition, from)), Optional.empty(), to - from);
        String where = Columns.TOPIC + " = '" + topic.name() + "' and " + Columns.PARTITION + " = " + partition + " and " + Columns.OFFSET + " >= " + from + " and " + Columns.OFFSET + " < " + to;
        return new Retained.Place("partition " + partition + " of '" + topic.name() + "', offsets " + from + " to " + (to - 1), range, first, passed.last(), Optional.of(where), Optional.of(Columns.OFFSET),
            !compacted.contains(topic.name()));
    }

    private static Offsets one(Topic topic, int partition, long offset) {
        return new Offsets(new TreeMap<>(Map.of(topic.name(), new Offsets.Read(topic.id(), new TreeMap<>(Map.of(partition, offset))))));
    }
}
