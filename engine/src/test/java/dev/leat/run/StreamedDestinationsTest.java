package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.connect.kafka.Broker;
import dev.leat.lake.PipelineLog;
import dev.leat.lake.RunRecord;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** A topic that a whole flow brings into Redis, Kafka and files: changes, deletes, nothing new, and a batch that comes again. */
class StreamedDestinationsTest {
    @TempDir
    private Path folder;

    private static String redis() {
        return TestServers.start("redis").address();
    }

    private static String redisConnection() {
        return "{type: redis, url: \"" + redis() + "\"}";
    }

    /** The way of every destination: two rows, then a change, a delete and a new row; a run without news; the second batch again after a death behind its write. @return what it held at last */
    private <T> T followed(StreamedTopic topic, Callable<T> held) throws Exception {
        assertThat(topic.succeed().written()).isEqualTo(2);
        Path state = folder.resolve("lake/pipelines/p/state.json");
        String filled = Files.readString(state);
        topic.send("1", "Anna");
        topic.delete("2");
        topic.send("3", "Cid");
        RunRecord.PipelineRun second = topic.succeed();
        assertThat(second.captured()).isEqualTo(3);
        T then = held.call();

        RunRecord idle = topic.workspace().run();
        assertThat(idle.outcome()).as(idle.error()).isEqualTo("nothing-new");
        assertThat(held.call()).isEqualTo(then);

        PipelineLog log = topic.workspace().leat().lake().pipeline(topic.workspace().leat().files().pipeline("P"));
        FileUtils.deleteDirectory(Path.of(log.checkpoint(log.state().orElseThrow())).toFile());
        Files.writeString(state, filled);
        RunRecord.PipelineRun again = topic.succeed();
        assertThat(again.captured()).isZero();
        assertThat(again.backlogged()).isZero();
        assertThat(held.call()).as("the batch that came again changed something").isEqualTo(then);
        return then;
    }

    @Test
    void redisHoldsTheNewestOfEachKeyAsAHash() throws Exception {
        StreamedTopic topic = StreamedTopic.into(folder, redisConnection(), "TOPIC:{id}", "entry: {as: hash}");
        try (Jedis jedis = new Jedis(URI.create(redis()))) {
            Map<String, String> names = followed(topic, () -> {
                Map<String, String> found = new java.util.TreeMap<>();
                jedis.keys(topic.topic() + ":*").forEach(key -> found.put(key, jedis.hget(key, "name") + " " + jedis.hget(key, "_leat_seq")));
                return found;
            });
            assertThat(names).hasSize(2).hasEntrySatisfying(topic.topic() + ":1", name -> assertThat(name).startsWith("ANNA ")).hasEntrySatisfying(topic.topic() + ":3", name -> assertThat(name).startsWith("CID "));
        }
    }

    @Test
    void redisHoldsTheNewestOfEachKeyAsJsonForItsTime() throws Exception {
        StreamedTopic topic = StreamedTopic.into(folder, redisConnection(), "TOPIC:{id}", "entry: {as: json, timeToLive: PT1H}");
        try (Jedis jedis = new Jedis(URI.create(redis()))) {
            List<String> values = followed(topic, () -> jedis.keys(topic.topic() + ":*").stream().sorted().map(jedis::get).toList());
            assertThat(values).hasSize(2);
            assertThat(values.get(0)).contains("\"id\":1", "\"name\":\"ANNA\"");
            assertThat(values.get(1)).contains("\"id\":3", "\"name\":\"CID\"");
            assertThat(jedis.pttl(topic.topic() + ":1")).isBetween(1L, 3_600_000L);
        }
    }

    @Test
    void anotherFormOrTimeOfEntriesNeedsAnApproval() {
        StreamedTopic topic = StreamedTopic.into(folder, redisConnection(), "TOPIC:{id}", "entry: {as: json, timeToLive: PT1H}");
        topic.succeed();
        topic.send("3", "Cid");
        String flow = topic.workspace().read("flows/f.yaml");
        for (String entry : List.of("{as: hash, timeToLive: PT1H}", "{as: json, timeToLive: PT2H}")) {
            topic.workspace().write("flows/f.yaml", flow.replace("{as: json, timeToLive: PT1H}", entry));
            assertThatThrownBy(() -> topic.workspace().run()).as(entry).isInstanceOfSatisfying(LeatException.class, e -> assertThat(e.kind()).isEqualTo(Kind.APPROVAL)).hasMessageContaining("entry");
        }
        topic.workspace().write("flows/f.yaml", flow);
        assertThat(topic.succeed().written()).isEqualTo(1);
    }

    @Test
    void anotherTopicHoldsEachChangeOnceAndTombstones() throws Exception {
        StreamedTopic topic = StreamedTopic.into(folder, "{type: kafka, url: \"" + Broker.address() + "\"}", "TOPIC-out", "");
        Broker.topic(topic.topic() + "-out", 1);
        List<String> records = followed(topic, () -> records(topic.topic() + "-out"));
        assertThat(records).hasSize(5).last().asString().isEqualTo("3 {\"id\":3,\"name\":\"CID\"}");
        assertThat(records).contains("1 {\"id\":1,\"name\":\"ANN\"}", "1 {\"id\":1,\"name\":\"ANNA\"}", "2 {\"id\":2,\"name\":\"BOB\"}", "2 null");
    }

    private static List<String> records(String topic) {
        TopicPartition place = new TopicPartition(topic, 0);
        List<String> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", Broker.address(), "isolation.level", "read_committed"), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(place));
            consumer.seekToBeginning(List.of(place));
            long end = consumer.endOffsets(List.of(place)).get(place);
            while (consumer.position(place) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(found -> records.add(found.key() + " " + found.value()));
            }
        }
        return records;
    }

    @Test
    void filesHoldEachChangeOnce() throws Exception {
        StreamedTopic topic = StreamedTopic.into(folder, "{type: files, path: ./out, format: json}", "names", "write: append");
        List<String> lines = followed(topic, this::lines);
        assertThat(lines).filteredOn(line -> line.contains("name")).hasSize(4);
        assertThat(lines.toString()).contains("ANN\"", "BOB", "ANNA", "CID");
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve("out/names"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".json")).sorted().toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }
}
