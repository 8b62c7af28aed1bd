package dev.leat.connect.kafka;

import dev.leat.connect.Site;
import dev.leat.connect.embedded.EmbeddedServers;
import dev.leat.connect.embedded.Keep;
import dev.leat.connect.embedded.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real broker for the tests of this JVM. */
public final class Broker {
    private static final int LARGEST = 64 << 20;
    private static final Server SERVER = start();

    private Broker() {}

    private static Server start() {
        try {
            return EmbeddedServers.at(Files.createTempDirectory("leat-servers")).endWithThisProcess().start("kafka", "kafka", Optional.empty(), Keep.whileOwner(ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String address() {
        return SERVER.address();
    }

    static Site<KafkaSettings> site() {
        return site(address());
    }

    static Site<KafkaSettings> site(String address) {
        return new Site<>("events", new KafkaSettings(Optional.of(address), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Optional.empty()), "/",
            new Site.Retries(1, 1, 1));
    }

    public static void topic(String name, int partitions) {
        asked(admin -> admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get());
    }

    /** One partition, and no record is too large for it. */
    public static void topicOfLargeRecords(String name) {
        asked(admin -> admin.createTopics(List.of(new NewTopic(name, 1, (short) 1).configs(Map.of("max.message.bytes", String.valueOf(LARGEST))))).all().get());
    }

    public static void delete(String name) {
        asked(admin -> admin.deleteTopics(List.of(name)).all().get());
    }

    /** As retention would. */
    public static void drop(String name, int partition, long before) {
        asked(admin -> admin.deleteRecords(Map.of(new TopicPartition(name, partition), RecordsToDelete.beforeOffset(before))).all().get());
    }

    public static void send(String topic, String key, String value) {
        send(new ProducerRecord<>(topic, key, value == null ? null : value.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    static void send(ProducerRecord<String, byte[]> entry) {
        try (KafkaProducer<String, byte[]> producer = producer(Map.of())) {
            producer.send(entry).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static KafkaProducer<String, byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new java.util.HashMap<>(Map.of("bootstrap.servers", address(), "acks", "all", "max.request.size", LARGEST, "buffer.memory", 2L * LARGEST));
        settings.putAll(more);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** How a transaction ends. */
    public enum End { COMMIT, ABORT }

    public static void transaction(String topic, String key, String value, End end) {
        try (KafkaProducer<String, byte[]> producer = producer(Map.of("transactional.id", topic + key))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, key, value.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            producer.flush();
            if (end == End.COMMIT) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    public static void compact(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        asked(admin -> admin.incrementalAlterConfigs(Map.of(resource, List.of(new AlterConfigOp(new ConfigEntry("cleanup.policy", "compact"), AlterConfigOp.OpType.SET)))).all().get());
    }

    private interface Question {
        void ask(Admin admin) throws ExecutionException, InterruptedException;
    }

    private static void asked(Question question) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
            question.ask(admin);
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
