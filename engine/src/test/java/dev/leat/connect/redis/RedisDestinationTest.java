package dev.leat.connect.redis;

import static dev.leat.connect.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.connect.Batch;
import dev.leat.connect.Batches;
import dev.leat.connect.Destination;
import dev.leat.connect.DestinationContract;
import dev.leat.connect.Failure;
import dev.leat.connect.Finding;
import dev.leat.connect.Layout;
import dev.leat.connect.Site;
import dev.leat.connect.TestSession;
import dev.leat.connect.Written;
import dev.leat.connect.embedded.EmbeddedServers;
import dev.leat.connect.embedded.Keep;
import dev.leat.connect.embedded.Server;
import dev.leat.model.EntityName;
import dev.leat.model.Entry;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import dev.leat.model.WriteMode;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

class RedisDestinationTest extends DestinationContract {
    @TempDir
    static Path folder;
    private static EmbeddedServers servers;
    private static Server server;
    private static Jedis jedis;

    @BeforeAll
    static void start() {
        servers = EmbeddedServers.at(folder).endWithThisProcess();
        server = servers.start("store", "redis", Optional.empty(), Keep.whileOwner(ProcessHandle.current().pid()));
        jedis = new Jedis(URI.create(server.address()));
    }

    @AfterAll
    static void stop() {
        jedis.close();
        servers.stopAll();
    }

    @BeforeEach
    void empty() {
        jedis.flushAll();
    }

    private static Site<RedisConnection> site() {
        return new Site<>("store", new RedisConnection(Optional.of(server.address()), Optional.empty(), Optional.empty()), "/", new Site.Retries(2, 10, 10));
    }

    @Override
    protected Destination open() {
        return new RedisConnector().destination(site());
    }

    @Override
    protected List<Map<String, String>> stored(EntityName entity) {
        return jedis.keys(entity + ":*").stream().<Map<String, String>>map(key -> {
            Map<String, String> fields = new TreeMap<>(jedis.hgetAll(key));
            assertThat(fields.remove("_leat_seq")).matches("\\d+");
            return fields;
        }).toList();
    }

    private Batches users() {
        return new Batches("user:{id}", WriteMode.UPSERT, "id", "bigint", "name", "string").keyed("id");
    }

    @Test
    void entryIsNamedByTheKeysFieldsAndHoldsEachFieldAsText() {
        Batches batches = new Batches("user:{id}:{region}", WriteMode.UPSERT, "id", "bigint", "region", "string", "amount", "decimal(12,2)", "at", "timestamp", "born", "date", "ok", "boolean", "tags",
            "array<string>", "place", "struct<city:string>", "none", "string").keyed("id", "region");
        destination.write(batches.of(row("[1,eu]", "c", 4_294_967_296L, 1L, "eu", new java.math.BigDecimal("10.50"), Timestamp.from(java.time.Instant.parse("2026-01-31T09:00:00.5Z")), java.sql.Date.valueOf(LocalDate.of(2000, 2, 29)),
            true, List.of("a", "b"), row("Bonn"), null)));
        Map<String, String> entry = jedis.hgetAll("user:1:eu");
        assertThat(entry).containsEntry("_leat_seq", "4294967296").containsEntry("id", "1").containsEntry("amount", "10.50").containsEntry("born", "2000-02-29").containsEntry("ok", "true")
            .containsEntry("tags", "[\"a\",\"b\"]").containsEntry("place", "{\"city\":\"Bonn\"}").doesNotContainKey("none");
        assertThat(entry).containsEntry("at", "2026-01-31T09:00:00.500000Z");
    }

    @Test
    void jsonEntriesHoldOneObjectAndObeyTheSameOrder() {
        Batches batches = users().as(Entry.Form.JSON, Optional.empty());
        destination.write(batches.of(row("1", "c", 10L, 1L, "Ann"), row("2", "c", 11L, 2L, null)));
        assertThat(destination.write(batches.of(row("1", "u", 9L, 1L, "late"), row("2", "d", 12L, 2L, null)))).isEqualTo(new Written(0, 1, 1));
        assertThat(jedis.get("user:1")).isEqualTo("{\"_leat_seq\":10,\"id\":1,\"name\":\"Ann\"}");
        assertThat(jedis.exists("user:2")).isFalse();
    }

    @Test
    void fieldThatIsNullNowIsGoneAndAnotherFormReplacesTheEntry() {
        destination.write(users().of(row("1", "c", 1L, 1L, "Ann")));
        destination.write(users().of(row("1", "u", 2L, 1L, null)));
        assertThat(jedis.hgetAll("user:1")).isEqualTo(Map.of("_leat_seq", "2", "id", "1"));
        destination.write(users().as(Entry.Form.JSON, Optional.empty()).of(row("1", "u", 3L, 1L, "Anna")));
        assertThat(jedis.get("user:1")).contains("Anna");
        destination.write(users().of(row("1", "u", 4L, 1L, "Anne")));
        assertThat(jedis.hget("user:1", "name")).isEqualTo("Anne");
    }

    @Test
    void timeToLiveCountsFromEachWriteAndIsTakenAwayWithoutOne() {
        Batches ending = users().as(Entry.Form.HASH, Optional.of(Duration.ofHours(1)));
        destination.write(ending.of(row("1", "c", 1L, 1L, "Ann")));
        assertThat(jedis.pttl("user:1")).isBetween(3_000_000L, 3_600_000L);
        assertThat(destination.held(TestSession.spark(), ending.entity(), ending.layout(), List.of())).isEmpty();
        destination.write(users().of(row("1", "u", 2L, 1L, "Anna")));
        assertThat(jedis.pttl("user:1")).isEqualTo(-1);
    }

    @Test
    void deletedEntryIsNotMadeAgainByALateOlderVersionAndReadersSeeNothingOfIt() {
        destination.write(users().of(row("1", "c", 1L, 1L, "Ann")));
        destination.write(users().of(row("1", "d", 5L, 1L, null)));
        assertThat(destination.write(users().of(row("1", "u", 4L, 1L, "late")))).isEqualTo(new Written(0, 0, 1));
        assertThat(jedis.keys("user:*")).isEmpty();
        assertThat(jedis.pttl("leat:deleted:user:1")).isBetween(1L, 900_000L);
        assertThat(destination.write(users().of(row("1", "u", 6L, 1L, "again")))).isEqualTo(new Written(1, 0, 0));
        assertThat(jedis.keys("*")).containsExactly("user:1");
    }

    @Test
    void versionsBeyondWhatADoubleHoldsAreTold() {
        long high = 9_007_199_254_740_993L;
        destination.write(users().of(row("1", "c", high, 1L, "Ann")));
        assertThat(destination.write(users().of(row("1", "u", high - 1, 1L, "late")))).isEqualTo(new Written(0, 0, 1));
        assertThat(destination.write(users().of(row("1", "u", high + 1, 1L, "Anna")))).isEqualTo(new Written(1, 0, 0));
    }

    @Test
    void entryThatLeatDidNotWriteIsRefusedAndItsNeighboursArrive() {
        jedis.lpush("user:1", "mine");
        jedis.hset("user:2", "name", "mine");
        jedis.set("user:3", "{\"name\": \"mine\"}");
        Batch batch = users().of(row("1", "c", 1L, 1L, "Ann"), row("2", "c", 2L, 2L, "Bob"), row("3", "d", 3L, 3L, null), row("4", "c", 4L, 4L, "Dan"));
        assertThat(destination.write(batch)).isEqualTo(new Written(1, 0, 0));
        assertThat(batch.failures().value()).extracting(Failure::value).containsExactlyInAnyOrder("user:1", "user:2", "user:3");
        assertThat(batch.failures().value()).extracting(Failure::detail).anyMatch(detail -> detail.contains("a list that Leat did not write"));
        assertThat(jedis.hget("user:2", "name")).isEqualTo("mine");
    }

    @Test
    void serverWithoutMemoryIsAFailureOfTheSystemAndChangesNothing() {
        destination.write(users().of(row("1", "c", 1L, 1L, "Ann")));
        jedis.configSet("maxmemory", "1mb");
        try {
            assertThatThrownBy(() -> destination.write(users().of(row("1", "u", 2L, 1L, "Anna")))).isInstanceOfSatisfying(LeatException.class, e -> {
                assertThat(e.kind()).isEqualTo(Kind.SYSTEM);
                assertThat(e).hasMessageContaining("OOM");
            });
            assertThat(jedis.hget("user:1", "name")).isEqualTo("Ann");
        } finally {
            jedis.configSet("maxmemory", "0");
        }
        assertThat(destination.write(users().of(row("1", "u", 2L, 1L, "Anna")))).isEqualTo(new Written(1, 0, 0));
    }

    @Test
    void scriptThatTheServerForgotIsGivenAgain() {
        List<Row> rows = new ArrayList<>();
        for (long i = 0; i < 3_000; i++) {
            rows.add(row(String.valueOf(i), "c", i, i, "n" + i));
        }
        jedis.scriptFlush();
        assertThat(destination.write(users().of(rows.toArray(Row[]::new)))).isEqualTo(new Written(3_000, 0, 0));
        assertThat(jedis.dbSize()).isEqualTo(3_000);
    }

    @Test
    void storedEntriesAreReadBackInBothForms() {
        Batches batches = users();
        destination.write(batches.of(row("1", "c", 7L, 1L, "Ann"), row("a:b", "c", 8L, 2L, "Bob")));
        destination.write(users().as(Entry.Form.JSON, Optional.empty()).of(row("3", "c", 9L, 3L, "Cid")));
        jedis.lpush("user:9", "mine");
        assertThat(destination.held(TestSession.spark(), batches.entity(), batches.layout(), List.of("name", "id")).orElseThrow().rows().collectAsList()).extracting(Row::toString)
            .containsExactlyInAnyOrder("[1,7,Ann]", "[2,8,Bob]", "[3,9,Cid]", "[9,null,null]");
        Batches unnamed = new Batches("plain", WriteMode.UPSERT, "name", "string");
        destination.write(unnamed.of(row("a:b", "c", 1L, "Ann")));
        assertThat(destination.held(TestSession.spark(), unnamed.entity(), unnamed.layout(), List.of()).orElseThrow().rows().collectAsList()).extracting(Row::toString).containsExactly("[a:b,1]");
    }

    @Test
    void whatIsForgottenCanBeWrittenInAnOlderVersion() {
        destination.write(users().of(row("1", "c", 9L, 1L, "Ann"), row("2", "d", 9L, 2L, null)));
        assertThat(destination.forget(EntityName.of("user:{id}"), List.of("1", "2"))).isTrue();
        assertThat(destination.write(users().of(row("1", "u", 3L, 1L, "Ann"), row("2", "u", 3L, 2L, "Bob")))).isEqualTo(new Written(2, 0, 0));
    }

    @Test
    void templateThatDoesNotNameTheWholeKeyIsAProblem() {
        Layout two = new Batches("x", WriteMode.UPSERT, "id", "bigint", "region", "string", "name", "string").keyed("id", "region").layout();
        assertThat(destination.check(EntityName.of("user:{id}"), two)).extracting(Problem::toString).singleElement().asString().contains("leaves out 'region'");
        assertThat(destination.check(EntityName.of("user:{id}:{region}:{name}"), two)).extracting(Problem::toString).singleElement().asString().contains("names 'name'");
        assertThat(destination.check(EntityName.of("user:{id}"), Batches.layout(WriteMode.UPSERT, "id", "bigint"))).extracting(Problem::toString).singleElement().asString()
            .contains("keeps none of it as it is");
        assertThat(destination.check(EntityName.of("users"), Batches.layout(WriteMode.UPSERT, "_leat_seq", "bigint"))).hasSize(1);
    }

    @Test
    void doctorTriesToWriteAndWarnsOfAServerThatDropsEntries() {
        assertThat(new RedisConnector().checkWriting(site(), List.of())).allMatch(finding -> finding.problem().isEmpty()).extracting(Finding::what).anyMatch(what -> what.contains("by its script"));
        jedis.configSet("maxmemory", "100mb");
        jedis.configSet("maxmemory-policy", "allkeys-lru");
        try {
            assertThat(new RedisConnector().checkWriting(site(), List.of())).anyMatch(finding -> finding.what().contains("allkeys-lru"));
        } finally {
            jedis.configSet("maxmemory", "0");
            jedis.configSet("maxmemory-policy", "noeviction");
        }
        assertThat(jedis.keys("leat:doctor:*")).isEmpty();
    }
}
