package dev.leat.connect.kafka;

import dev.leat.connect.Site;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * The transactions of one writer, of which there is one at a time: a newer one of the same name ends those of an older. The watermark is an offset that a consumer group of the same name commits
 * in the same transaction as the records: the batch, and as its metadata how many of the batch's rows are there. Kafka forgets the offsets of a group for which nothing was committed for
 * {@code offsets.retention.minutes} (a week): only the last batch before so long a pause, if its writer died right behind the commit, would come a second time.
 */
final class Transactions implements AutoCloseable {
    static final long ALL = Long.MAX_VALUE;

    private final Clients clients;
    private final String name;
    private final TopicPartition place;
    private final Producer<byte[], byte[]> producer;
    private boolean begun;

    Transactions(Site<KafkaSettings> site, String topic, String name) {
        this.clients = new Clients(site);
        this.name = name;
        this.place = new TopicPartition(topic, 0);
        this.producer = clients.producer(name);
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            close();
            throw failed(e);
        }
    }

    /** How many rows of this batch are there already. What an earlier writer had not committed is undone by now. */
    long rowsOf(long batch) {
        try (Admin admin = clients.admin()) {
            OffsetAndMetadata mark = admin.listConsumerGroupOffsets(Map.of(name, new ListConsumerGroupOffsetsSpec().topicPartitions(java.util.List.of(place))),
                new ListConsumerGroupOffsetsOptions().requireStable(true)).partitionsToOffsetAndMetadata(name).get().get(place);
            if (mark == null || mark.offset() < batch) {
                return 0;
            }
            return mark.offset() > batch ? ALL : Long.parseLong(mark.metadata());
        } catch (ExecutionException e) {
            throw clients.explained(e);
        } catch (InterruptedException e) {
            throw Topic.interrupted(clients.site(), e);
        }
    }

    void send(ProducerRecord<byte[], byte[]> entry) {
        try {
            begin();
            producer.send(entry);
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    void commit(long batch, long rows) {
        try {
            begin();
            producer.sendOffsetsToTransaction(Map.of(place, new OffsetAndMetadata(batch, Optional.empty(), String.valueOf(rows))), new ConsumerGroupMetadata(name));
            producer.commitTransaction();
            begun = false;
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    private void begin() {
        if (!begun) {
            producer.beginTransaction();
            begun = true;
        }
    }

    private LeatException failed(KafkaException e) {
        boolean fenced = e instanceof ProducerFencedException || e instanceof InvalidProducerEpochException || e.getCause() instanceof ProducerFencedException;
        return fenced ? new LeatException(Kind.SYSTEM, "connections." + clients.site().name(), "another process writes the same pipeline", "Wait until it ends", e) : clients.explained(e);
    }

    /** A transaction that was not committed is undone by the server: at once when the next writer of the name begins. */
    @Override
    public void close() {
        producer.close();
    }
}
