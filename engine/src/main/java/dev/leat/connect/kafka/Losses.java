package dev.leat.connect.kafka;

import dev.leat.connect.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What can be read no more of what was to be read next: topics that are gone or made again, records that retention dropped or a broker lost. */
final class Losses {
    private final List<String> told = new ArrayList<>();
    private final SortedMap<String, Offsets.Read> goOn = new TreeMap<>();

    Losses(Map<String, Topic> now, Offsets read) {
        read.topics().forEach((name, before) -> {
            Topic topic = now.get(name);
            if (topic == null) {
                told.add("the topic '" + name + "' was deleted; what had come into it since it was read last is lost");
            } else if (!topic.id().equals(before.id())) {
                told.add("the topic '" + name + "' was deleted and made again since it was read last; what had come into it after that is lost");
                goOn.put(name, new Offsets.Read(topic.id(), topic.earliest()));
            } else {
                SortedMap<Integer, Long> next = new TreeMap<>(before.next());
                before.next().forEach((partition, offset) -> next.put(partition, partition(topic, partition, offset)));
                goOn.put(name, new Offsets.Read(topic.id(), next));
            }
        });
    }

    private long partition(Topic topic, int partition, long next) {
        long earliest = topic.earliest().getOrDefault(partition, 0L);
        long latest = topic.latest().getOrDefault(partition, next);
        if (earliest > next) {
            told.add("the offsets " + next + " to " + (earliest - 1) + " of partition " + partition + " of '" + topic.name() + "' were dropped by the topic's retention before they were read");
            return earliest;
        } else if (latest < next) {
            told.add("partition " + partition + " of '" + topic.name() + "' ends at " + latest + ", before " + next + " up to which it was read: a broker has lost records, and those in their place were not read");
            return latest;
        }
        return next;
    }

    Optional<Loss> loss() {
        Offsets position = new Offsets(goOn);
        return told.isEmpty() ? Optional.empty() : Optional.of(new Loss(String.join("; ", told), position.tree(), position.since(position)));
    }
}
