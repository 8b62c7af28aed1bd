package dev.leat.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Topics of two partitions with records of eight fields. */
record Records(String address) {
    static final String FIELDS = "id BIGINT, name STRING, email STRING, amount DOUBLE, country STRING, active BOOLEAN, score BIGINT, at STRING";

    void make(String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(2), Optional.empty()))).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(Map.of("bootstrap.servers", address, "linger.ms", "2"), new StringSerializer(), new ByteArraySerializer());
    }

    void fill(String topic, long count) {
        make(topic);
        try (KafkaProducer<String, byte[]> producer = producer()) {
            for (long i = 1; i <= count; i++) {
                producer.send(new ProducerRecord<>(topic, String.valueOf(i), ("{\"id\":" + i + ",\"name\":\"Customer " + i + "\",\"email\":\"customer" + i + "@example.com\",\"amount\":" + i % 1000 + ".25,\"country\":\"DE\",\"active\":"
                    + (i % 3 == 0) + ",\"score\":" + i % 77 + ",\"at\":\"2026-11-" + (10 + i % 20) + "T09:00:00Z\"}").getBytes(StandardCharsets.UTF_8)));
            }
        }
    }
}
