package dev.leat.connect.kafka;

import dev.leat.connect.Site;
import dev.leat.model.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Topics to write to: partitions and replication are the brokers' defaults. */
record NewTopics(Site<KafkaSettings> site) {
    private static final String LARGEST = "max.message.bytes";
    private static final int DEFAULT_LARGEST = 1_048_588;

    static Optional<Problem> problem(String where, String topic) {
        return topic.matches("[a-zA-Z0-9._-]{1,249}") && !topic.matches("\\.{1,2}") ? Optional.empty()
            : Optional.of(new Problem(where, "'" + topic + "' is no name of a topic", "Use at most 249 letters, digits, dots, underscores and hyphens"));
    }

    /** @param newestOnly Kafka keeps the newest record of each key for ever, instead of all records for a while */
    void make(String topic, boolean newestOnly) {
        Clients clients = new Clients(site);
        NewTopic made = new NewTopic(topic, Optional.empty(), Optional.empty()).configs(newestOnly ? Map.of("cleanup.policy", "compact") : Map.of());
        try (Admin admin = clients.admin()) {
            admin.createTopics(List.of(made)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw clients.explained(e);
            }
        } catch (InterruptedException e) {
            throw Topic.interrupted(site, e);
        }
    }

    /** In bytes, as the topic says; Kafka's default where the user may not know. */
    int largestRecord(String topic) {
        Clients clients = new Clients(site);
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = clients.admin()) {
            return Integer.parseInt(admin.describeConfigs(List.of(resource)).all().get().get(resource).get(LARGEST).value());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return DEFAULT_LARGEST;
            }
            throw clients.explained(e);
        } catch (InterruptedException e) {
            throw Topic.interrupted(site, e);
        }
    }
}
