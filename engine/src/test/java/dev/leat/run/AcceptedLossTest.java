package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.connect.embedded.Server;
import dev.leat.connect.kafka.Broker;
import dev.leat.lake.CaptureLog;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Pipeline;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** A topic whose retention has passed what was read of it. */
class AcceptedLossTest {
    @TempDir
    private Path folder;

    @Test
    void aRunSaysWhatIsLostAndGoesOnOnceAPersonHasAcceptedIt() {
        Server redis = TestServers.start("redis");
        StreamedTopic topic = StreamedTopic.into(folder, "{type: redis, url: \"" + redis.address() + "\"}", "TOPIC:{id}", "");
        topic.succeed();
        topic.send("3", "Cid");
        topic.send("4", "Dan");
        Broker.drop(topic.topic(), 0, 3); // the third record, which nobody has read
        CaptureLog log = topic.workspace().leat().lake().capture("db", EntityName.of(topic.topic()));
        long before = log.head().orElseThrow().number();

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> topic.workspace().run()).isInstanceOfSatisfying(LeatException.class, e -> assertThat(e.kind()).isEqualTo(Kind.WORKSPACE))
                .hasMessageContainingAll("2 to 2 of partition 0", "retention", "leat state accept-loss");
        }
        Leat leat = topic.workspace().leat();
        Pipeline pipeline = leat.files().pipeline("P");
        Optional<AcceptedLoss> seen = AcceptedLoss.of(leat, pipeline, "jane@example.com");
        assertThat(seen.orElseThrow().what()).contains("2 to 2 of partition 0");
        assertThat(log.head().orElseThrow().number()).as("who only looks changes nothing").isEqualTo(before);

        assertThat(AcceptedLoss.apply(leat, pipeline, "jane@example.com")).isEqualTo(seen);
        assertThat(log.head().orElseThrow()).satisfies(head -> {
            assertThat(head.number()).isEqualTo(before + 1);
            assertThat(head.run()).isEqualTo("loss accepted by jane@example.com");
            assertThat(head.rows()).isZero();
        });
        assertThat(AcceptedLoss.apply(leat, pipeline, "jane@example.com")).as("nothing more is lost").isEmpty();
        assertThat(topic.succeed().captured()).isEqualTo(1);
        try (Jedis jedis = new Jedis(URI.create(redis.address()))) {
            assertThat(jedis.keys(topic.topic() + ":*")).containsExactlyInAnyOrder(topic.topic() + ":1", topic.topic() + ":2", topic.topic() + ":4");
        }
    }
}
