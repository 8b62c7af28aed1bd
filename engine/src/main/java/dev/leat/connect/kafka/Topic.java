package dev.leat.connect.kafka;

import dev.leat.connect.Site;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

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
        Clients clients = new Clients(site);
        try (Admin admin = clients.admin()) {
            return admin.listTopics().names().get().stream().filter(name -> !name.startsWith("__")).sorted().toList();
        } catch (ExecutionException e) {
            throw clients.explained(e);
        } catch (InterruptedException e) {
            throw interrupted(site, e);
        }
    }

    static String name(EntityName entity) {
        return String.join(".", entity.parts());
    }

    /** Empty when it does not exist. */
    static Optional<Topic> find(Site<KafkaSettings> site, EntityName entity) {
        Clients clients = new Clients(site);
        String name = name(entity);
        try (Admin admin = clients.admin()) {
            TopicDescription description = admin.describeTopics(List.of(name)).allTopicNames().get().get(name);
            List<TopicPartition> partitions = new ArrayList<>();
            description.partitions().forEach(partition -> partitions.add(new TopicPartition(name, partition.partition())));
            return Optional.of(new Topic(name, description.topicId().toString(), offsets(admin, partitions, OffsetSpec.earliest()), offsets(admin, partitions, OffsetSpec.latest())));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw clients.explained(e);
        } catch (InterruptedException e) {
            throw interrupted(site, e);
        }
    }

    private static SortedMap<Integer, Long> offsets(Admin admin, List<TopicPartition> partitions, OffsetSpec which) throws ExecutionException, InterruptedException {
        Map<TopicPartition, ListOffsetsResultInfo> found = admin.listOffsets(partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> which)),
            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all().get();
        SortedMap<Integer, Long> offsets = new TreeMap<>();
        found.forEach((partition, offset) -> offsets.put(partition.partition(), offset.offset()));
        return offsets;
    }

    static LeatException interrupted(Site<KafkaSettings> site, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new LeatException(Kind.SYSTEM, "connections." + site.name(), "interrupted while it was asked", "Run again", e);
    }
}
