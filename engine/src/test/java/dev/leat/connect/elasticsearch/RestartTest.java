package dev.leat.connect.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connect.Batches;
import dev.leat.connect.Destination;
import dev.leat.connect.Site;
import dev.leat.connect.TestSession;
import dev.leat.connect.Written;
import dev.leat.connect.embedded.EmbeddedServers;
import dev.leat.connect.embedded.Keep;
import dev.leat.connect.embedded.Server;
import dev.leat.model.WriteMode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server dies in the middle of a write, without a word, and comes back. */
class RestartTest {
    private static final int ROWS = 120_000;
    @TempDir
    private static Path folder;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void serverKilledAndRestartedInTheMiddleOfAWriteHasEverythingOnce() throws Exception {
        EmbeddedServers servers = EmbeddedServers.at(folder).endWithThisProcess();
        Server server = start(servers);
        // The address stays while the server moves to another port
        try (Forward forward = new Forward(server.port());
             Destination destination = new ElasticsearchConnector().destination(TestServer.site("http://127.0.0.1:" + forward.port(), new Site.Retries(200, 100, 500)))) {
            Batches batches = new Batches("restarted", WriteMode.UPSERT, "name", "string", "n", "bigint");
            destination.create(batches.entity(), batches.layout());
            CompletableFuture<Written> write = CompletableFuture.supplyAsync(() -> destination.write(batches.with(TestSession.spark().range(0, ROWS, 1, 2)
                .selectExpr("cast(id as string) _leat_id", "'c' _leat_op", "id + 1 _leat_seq", "concat('name ', id, repeat('x', 600)) name", "id n"))));
            long before = arrived(forward);
            while (before < 10_000 && !write.isDone()) {
                before = arrived(forward);
            }
            assertThat(write).isNotDone();
            ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
            Thread.sleep(1_000);
            forward.to(start(servers).port());
            assertThat(write.get()).isEqualTo(new Written(ROWS, 0, 0));
            assertThat(arrived(forward)).isEqualTo(ROWS);
        } finally {
            servers.stopAll();
        }
    }

    private static Server start(EmbeddedServers servers) {
        return servers.start("killed", "elasticsearch", Optional.empty(), Keep.whileOwner(ProcessHandle.current().pid()));
    }

    private static long arrived(Forward forward) {
        Requests requests = new Requests(TestServer.site("http://127.0.0.1:" + forward.port(), new Site.Retries(50, 100, 500)));
        requests.call("POST", "/restarted/_refresh");
        return requests.call("GET", "/restarted/_count").body().path("count").asLong();
    }
}
