package dev.leat.connect.kafka;

import dev.leat.connect.Site;
import dev.leat.model.EntityName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What the brokers tell of topics, over one connection that is opened when first needed. Not thread-safe. */
final class Brokers implements AutoCloseable {
    private final Site<KafkaSettings> site;
    private final Clients clients;
    private Admin admin;

    Brokers(Site<KafkaSettings> site) {
        this.site = site;
        this.clients = new Clients(site);
    }

    private interface Question<T> {
        T ask(Admin admin) throws ExecutionException, InterruptedException;
    }

    private <T> T asked(Question<T> question) {
        try {
            admin = admin == null ? clients.admin() : admin;
            return question.ask(admin);
        } catch (ExecutionException e) {
            throw clients.explained(e);
        } catch (InterruptedException e) {
            throw Topic.interrupted(site, e);
        }
    }

    /** Of the topics that users made. */
    List<String> names() {
        return asked(kafka -> kafka.listTopics().names().get().stream().filter(name -> !name.startsWith("__")).sorted().toList());
    }

    /** The topic of this name, or all that the pattern fits ({@code events.*}), by name; none when there is none. */
    List<Topic> matching(EntityName entity) {
        String name = Topic.name(entity);
        if (!name.contains("*")) {
            return find(List.of(name));
        }
        Pattern pattern = Pattern.compile(Pattern.quote(name).replace("*", "\\E.*\\Q"));
        return find(names().stream().filter(known -> pattern.matcher(known).matches()).toList());
    }

    /** Those of them that exist. */
    List<Topic> find(List<String> names) {
        return asked(kafka -> {
            Map<String, TopicDescription> described = new TreeMap<>();
            for (Map.Entry<String, KafkaFuture<TopicDescription>> topic : kafka.describeTopics(names).topicNameValues().entrySet()) {
                try {
                    described.put(topic.getKey(), topic.getValue().get());
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                        throw e;
                    }
                }
            }
            Map<String, SortedMap<Integer, Long>> earliest = offsets(kafka, described, OffsetSpec.earliest());
            Map<String, SortedMap<Integer, Long>> latest = offsets(kafka, described, OffsetSpec.latest());
            return described.entrySet().stream().map(topic -> new Topic(topic.getKey(), topic.getValue().topicId().toString(), earliest.get(topic.getKey()), latest.get(topic.getKey()))).toList();
        });
    }

    /** The first offset of each partition whose record is of this time or later; the end where there is none. */
    SortedMap<Integer, Long> at(Topic topic, Instant time) {
        return asked(kafka -> {
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            topic.latest().keySet().forEach(partition -> wanted.put(new TopicPartition(topic.name(), partition), OffsetSpec.forTimestamp(time.toEpochMilli())));
            SortedMap<Integer, Long> found = new TreeMap<>(topic.latest());
            kafka.listOffsets(wanted).all().get().forEach((place, offset) -> {
                if (offset.offset() >= 0) {
                    found.put(place.partition(), Math.min(offset.offset(), topic.latest().get(place.partition())));
                }
            });
            return found;
        });
    }

    /** Those of these topics of which Kafka keeps the newest record of each key for longer than others, also where the user may not know. */
    Set<String> compacted(Collection<String> names) {
        return asked(kafka -> {
            Set<String> compacted = new TreeSet<>();
            for (Map.Entry<ConfigResource, KafkaFuture<Config>> topic : kafka.describeConfigs(names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList()).values().entrySet()) {
                try {
                    if (topic.getValue().get().get(TopicConfig.CLEANUP_POLICY_CONFIG).value().contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
                        compacted.add(topic.getKey().name());
                    }
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof AuthorizationException)) {
                        throw e;
                    }
                    compacted.add(topic.getKey().name());
                }
            }
            return compacted;
        });
    }

    private static Map<String, SortedMap<Integer, Long>> offsets(Admin kafka, Map<String, TopicDescription> topics, OffsetSpec which) throws ExecutionException, InterruptedException {
        List<TopicPartition> places = new ArrayList<>();
        topics.forEach((name, topic) -> topic.partitions().forEach(partition -> places.add(new TopicPartition(name, partition.partition()))));
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        places.forEach(place -> wanted.put(place, which));
        Map<TopicPartition, ListOffsetsResultInfo> found = kafka.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all().get();
        Map<String, SortedMap<Integer, Long>> offsets = new HashMap<>();
        places.forEach(place -> offsets.computeIfAbsent(place.topic(), name -> new TreeMap<>()).put(place.partition(), found.get(place).offset()));
        return offsets;
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close();
        }
    }
}
