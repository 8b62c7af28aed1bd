package dev.leat.connect.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.connect.Cache;
import dev.leat.connect.Connectors;
import dev.leat.connect.Finding;
import dev.leat.connect.Site;
import dev.leat.connect.embedded.EmbeddedServers;
import dev.leat.connect.embedded.Keep;
import dev.leat.connect.embedded.Server;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Retry;
import dev.leat.model.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

class RedisCacheTest {
    @TempDir
    static Path folder;
    static EmbeddedServers servers;
    static Server server;

    @BeforeAll
    static void start() {
        servers = EmbeddedServers.at(folder).endWithThisProcess();
        server = servers.start("cache", "redis", Optional.empty(), Keep.whileOwner(ProcessHandle.current().pid()));
    }

    @AfterAll
    static void stop() {
        servers.stopAll();
    }

    @Test
    void entriesAreReadInTheOrderOfTheirKeysWithNullWhereThereIsNone() {
        try (Cache.Session session = cache(server.address()).open()) {
            session.write(Map.of("order:a", "A", "order:b", "β\n\"B\""), Duration.ofMinutes(1));
            assertThat(session.read(List.of("order:b", "order:missing", "order:a"))).containsExactly("β\n\"B\"", null, "A");
        }
    }

    @Test
    void entriesEndAfterTheirTimeToLiveInMilliseconds() throws Exception {
        try (Cache.Session session = cache(server.address()).open()) {
            session.write(Map.of("short", "1"), Duration.ofMillis(50));
            session.write(Map.of("long", "1"), Duration.ofHours(1));
            Thread.sleep(120);
            assertThat(session.read(List.of("short", "long"))).containsExactly(null, "1");
        }
    }

    @Test
    void severalThousandEntriesArriveInOneCall() {
        Map<String, String> entries = new HashMap<>();
        IntStream.range(0, 5_432).forEach(i -> entries.put("many:" + i, "value " + i));
        try (Cache.Session session = cache(server.address()).open()) {
            session.write(entries, Duration.ofMinutes(1));
            List<String> keys = IntStream.range(0, 5_500).mapToObj(i -> "many:" + i).toList();
            List<String> values = session.read(keys);
            assertThat(values).hasSize(5_500).startsWith("value 0").contains("value 5431", (String) null);
            assertThat(values.subList(5_432, 5_500)).containsOnlyNulls();
        }
    }

    @Test
    void nothingAskedIsNothingSaid() {
        try (Cache.Session session = cache(server.address()).open()) {
            session.write(Map.of(), Duration.ofMinutes(1));
            session.write(Map.of("at once", "1"), Duration.ZERO);
            assertThat(session.read(List.of())).isEmpty();
            assertThat(session.read(List.of("at once"))).containsExactly((String) null);
        }
    }

    @Test
    void theDatabaseOfTheUrlIsUsed() {
        try (Cache.Session one = cache(server.address().replaceAll("/0$", "/1")).open(); Cache.Session two = cache(server.address()).open()) {
            one.write(Map.of("where", "one"), Duration.ofMinutes(1));
            assertThat(one.read(List.of("where"))).containsExactly("one");
            assertThat(two.read(List.of("where"))).containsExactly((String) null);
        }
        assertThatThrownBy(() -> cache(server.address().replaceAll("/0$", "/99")).open()).isInstanceOf(LeatException.class)
            .hasMessageContaining("connections.cache: ").hasMessageContaining("Name a database that the server has")
            .extracting("kind").isEqualTo(Kind.WORKSPACE);
    }

    @Test
    void aServerThatCannotBeReachedFailsSoonAsTheSystem() {
        long start = System.nanoTime();
        assertThatThrownBy(() -> cache("redis://127.0.0.1:1/0").open()).isInstanceOf(LeatException.class)
            .hasMessageContaining("redis://127.0.0.1:1/0").extracting("kind").isEqualTo(Kind.SYSTEM);
        assertThatThrownBy(() -> cache("redis://no-such-host.invalid").open()).extracting("kind").isEqualTo(Kind.SYSTEM);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aServerThatTakesConnectionsButNeverAnswersFailsSoonAsTheSystem() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> cache("redis://127.0.0.1:" + silent.getLocalPort()).open()).extracting("kind").isEqualTo(Kind.SYSTEM);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(8));
        }
    }

    @Test
    void aServerThatEndsInTheMiddleFailsAsTheSystemAndComesBack() {
        Server other = servers.start("ending", "redis", Optional.empty(), Keep.whileOwner(ProcessHandle.current().pid()));
        Cache cache = cache(other.address());
        try (Cache.Session session = cache.open()) {
            session.write(Map.of("a", "1"), Duration.ofMinutes(1));
            servers.stop("ending");
            assertThatThrownBy(() -> session.read(List.of("a"))).isInstanceOf(LeatException.class).extracting("kind").isEqualTo(Kind.SYSTEM);
            assertThatThrownBy(() -> session.write(Map.of("a", "2"), Duration.ofMinutes(1))).extracting("kind").isEqualTo(Kind.SYSTEM);
        }
        servers.start("ending", "redis", Optional.empty(), Keep.whileOwner(ProcessHandle.current().pid()));
        try (Cache.Session session = cache.open()) {
            session.write(Map.of("b", "1"), Duration.ofMinutes(1));
            assertThat(session.read(List.of("b"))).containsExactly("1");
        }
    }

    @Test
    void aFullServerFailsAsTheSystemWithItsOwnWords() {
        Server full = servers.start("full", "redis", Optional.empty(), Keep.whileOwner(ProcessHandle.current().pid()));
        try (Jedis jedis = new Jedis("127.0.0.1", full.port()); Cache.Session session = cache(full.address()).open()) {
            jedis.configSet("maxmemory", "1");
            assertThatThrownBy(() -> session.write(Map.of("a", "1"), Duration.ofMinutes(1))).hasMessageContaining("OOM")
                .extracting("kind").isEqualTo(Kind.SYSTEM);
        }
    }

    @Test
    void passwordsOpenAndAWrongOneIsAnErrorOfTheWorkspaceThatDoesNotShowIt() {
        Server guarded = servers.start("guarded", "redis", Optional.empty(), Keep.whileOwner(ProcessHandle.current().pid()));
        try (Jedis jedis = new Jedis("127.0.0.1", guarded.port())) {
            jedis.aclSetUser("reader", "on", ">p@ss", "~*", "+@all");
            jedis.configSet("requirepass", "opensesame");
        }
        String url = "redis://127.0.0.1:" + guarded.port();
        cache(new RedisConnection(Optional.of(url), Optional.of(new Secret("opensesame")), Optional.empty())).open().close();
        cache("redis://reader:p%40ss@127.0.0.1:" + guarded.port() + "/0").open().close();
        assertThatThrownBy(() -> cache(url).open()).hasMessageContaining("NOAUTH").extracting("kind").isEqualTo(Kind.WORKSPACE);
        assertThatThrownBy(() -> cache("redis://:wrong-one@127.0.0.1:" + guarded.port()).open()).hasMessageContaining("WRONGPASS")
            .hasMessageNotContaining("wrong-one").extracting("kind").isEqualTo(Kind.WORKSPACE);
    }

    @Test
    void aCacheGoesToExecutorsAndOpensThere() throws Exception {
        Cache cache = cache(server.address());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(cache);
        }
        Cache arrived = (Cache) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        try (Cache.Session session = arrived.open()) {
            session.write(Map.of("sent", "1"), Duration.ofMinutes(1));
            assertThat(session.read(List.of("sent"))).containsExactly("1");
        }
    }

    @Test
    void doctorSaysTheVersionAndThatEntriesCanBeWritten() {
        assertThat(Connectors.check(site(connection(server.address())))).allMatch(finding -> finding.problem().isEmpty())
            .extracting(Finding::what).satisfiesExactly(
                first -> assertThat(first).matches("Redis 7\\.0\\.15 answers at redis://127.0.0.1:\\d+/0"),
                second -> assertThat(second).isEqualTo("reads and writes entries that expire"));
    }

    @Test
    void doctorFindsAServerThatIsNotThere() {
        assertThat(Connectors.check(site(connection("redis://127.0.0.1:1")))).singleElement()
            .satisfies(finding -> assertThat(finding.problem().orElseThrow().toString()).startsWith("connections.cache: redis://127.0.0.1:1/0: ")
                .endsWith("Start the server, or correct its address."));
    }

    private static Cache cache(String url) {
        return cache(connection(url));
    }

    private static Cache cache(RedisConnection connection) {
        return Connectors.cache(site(connection));
    }

    private static RedisConnection connection(String url) {
        return new RedisConnection(Optional.of(url), Optional.empty(), Optional.empty());
    }

    private static Site<RedisConnection> site(RedisConnection connection) {
        return new Site<>("cache", connection, folder.toString(), Site.Retries.of(Retry.DEFAULT));
    }
}
