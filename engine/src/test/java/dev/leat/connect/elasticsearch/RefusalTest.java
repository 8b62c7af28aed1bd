package dev.leat.connect.elasticsearch;

import static dev.leat.connect.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.connect.Batch;
import dev.leat.connect.Batches;
import dev.leat.connect.Destination;
import dev.leat.connect.Failure;
import dev.leat.connect.Site;
import dev.leat.connect.TestSession;
import dev.leat.connect.Written;
import dev.leat.connect.embedded.Server;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.WriteMode;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What the server does not take at once, or not at all. */
class RefusalTest {
    private static final Requests SERVER = new Requests(TestServer.site());

    private static Destination destination(Site<ElasticsearchSettings> site) {
        return new ElasticsearchConnector().destination(site);
    }

    private static void index(String name, String properties) throws Exception {
        Requests.Answer answer = SERVER.call("PUT", "/" + name, Optional.of(Requests.JSON.readTree("{\"mappings\":{\"dynamic\":\"strict\",\"properties\":" + properties + "}}")));
        assertThat(answer.status()).as(answer.reason()).isEqualTo(200);
    }

    private static Batch thousands(Batches batches, int count) {
        Dataset<Row> rows = TestSession.spark().range(0, count, 1, 2)
            .selectExpr("cast(id as string) _leat_id", "'c' _leat_op", "id + 1 _leat_seq", "concat('name ', id, repeat('x', 400)) name", "cast(id % 90 as int) age");
        return batches.with(rows);
    }

    @Test
    void refusedDocumentsAreToldWithReasonFieldAndValueAndTheirNeighboursArrive() throws Exception {
        index("refusals", "{\"name\":{\"type\":\"keyword\"},\"address\":{\"type\":\"ip\"},\"age\":{\"type\":\"byte\"}}");
        Batches batches = new Batches("refusals", WriteMode.UPSERT, "name", "string", "address", "string", "age", "int");
        Batch batch = batches.of(row("a", "c", 1L, "Ann", "10.0.0.1", 20), row("b", "c", 2L, "Bob", "nowhere", 30), row("c", "c", 3L, "Cid", "10.0.0.3", 4000),
            row("d", "d", 4L, null, null, null), row("e", "c", 5L, "é".repeat(20_000), "10.0.0.5", 50), row("f", "c", 6L, "Flo", "::1", 60));
        try (Destination destination = destination(TestServer.site())) {
            assertThat(destination.write(batch)).isEqualTo(new Written(2, 1, 0));
        }
        assertThat(batch.failures().value()).extracting(Failure::seq).containsExactlyInAnyOrder(2L, 3L, 5L);
        assertThat(batch.failures().value()).extracting(Failure::reason).containsOnly("refused");
        assertThat(batch.failures().value()).extracting(Failure::field).containsExactlyInAnyOrder("address", "age", "name");
        assertThat(batch.failures().value()).filteredOn(failure -> failure.seq() == 2).singleElement().satisfies(failure -> {
            assertThat(failure.value()).isEqualTo("nowhere");
            assertThat(failure.detail()).contains("'nowhere' is not an IP string literal");
        });
        assertThat(TestServer.documents(EntityName.of("refusals"))).containsOnlyKeys("a", "f");
    }

    @Test
    void notANumberIsRefusedAndNotLost() {
        Batches batches = new Batches("nan", WriteMode.UPSERT, "score", "double");
        Batch batch = batches.of(row("a", "c", 1L, Double.NaN), row("b", "c", 2L, 1.5));
        try (Destination destination = destination(TestServer.site())) {
            destination.create(batches.entity(), batches.layout());
            assertThat(destination.write(batch)).isEqualTo(new Written(1, 0, 0));
        }
        assertThat(batch.failures().value()).singleElement().extracting(Failure::seq, Failure::field).containsExactly(1L, "score");
    }

    @Test
    void busyServerIsTriedAgainAndEverythingArrivesOnce() throws Exception {
        AtomicInteger bulks = new AtomicInteger();
        Server server = TestServer.running();
        try (TestProxy proxy = new TestProxy(server.address(), Optional.empty(),
            exchange -> exchange.getRequestURI().getPath().endsWith("/_bulk") && bulks.incrementAndGet() % 3 != 0 ? Optional.of(429) : Optional.empty());
             Destination destination = destination(TestServer.site("http://127.0.0.1:" + proxy.port(), new Site.Retries(10, 10, 50)))) {
            Batches batches = new Batches("busy", WriteMode.UPSERT, "name", "string", "age", "int");
            destination.create(batches.entity(), batches.layout());
            assertThat(destination.write(thousands(batches, 12_000))).isEqualTo(new Written(12_000, 0, 0));
        }
        assertThat(SERVER.call("GET", "/busy/_count").body().path("count").asInt()).isEqualTo(12_000);
    }

    @Test
    void brokenConnectionsAreTriedAgain() throws Exception {
        Set<String> broken = ConcurrentHashMap.newKeySet();
        AtomicInteger requests = new AtomicInteger();
        AtomicInteger bulks = new AtomicInteger();
        try (TestProxy proxy = new TestProxy(TestServer.running().address(), Optional.empty(), exchange -> {
            String path = exchange.getRequestURI().getPath();
            boolean breaks = requests.incrementAndGet() % 11 == 0 || path.endsWith("/_bulk") && bulks.incrementAndGet() % 5 == 2;
            if (breaks) {
                broken.add(path);
            }
            return breaks ? Optional.of(-1) : Optional.empty();
        }); Destination destination = destination(TestServer.site("http://127.0.0.1:" + proxy.port(), new Site.Retries(30, 10, 50)))) {
            Batches batches = new Batches("broken", WriteMode.UPSERT, "name", "string", "age", "int");
            destination.create(batches.entity(), batches.layout());
            assertThat(destination.write(thousands(batches, 40_000))).isEqualTo(new Written(40_000, 0, 0));
        }
        assertThat(broken).contains("/broken/_bulk");
        assertThat(SERVER.call("GET", "/broken/_count").body().path("count").asInt()).isEqualTo(40_000);
    }

    @Test
    void serverThatStaysBusyIsASystemErrorAfterTheRetriesAndNoRowsAreInItsMessage() throws Exception {
        AtomicInteger bulks = new AtomicInteger();
        try (TestProxy proxy = new TestProxy(TestServer.running().address(), Optional.empty(), exchange -> {
            boolean bulk = exchange.getRequestURI().getPath().endsWith("/_bulk");
            return bulk ? Optional.of(400 + 29 * (bulks.getAndIncrement() % 2)) : Optional.empty();
        }); Destination destination = destination(TestServer.site("http://127.0.0.1:" + proxy.port(), new Site.Retries(3, 10, 50)))) {
            Batches batches = new Batches("too_busy", WriteMode.UPSERT, "name", "string", "age", "int");
            destination.create(batches.entity(), batches.layout());
            assertThatThrownBy(() -> destination.write(batches.of(row("a", "c", 1L, "private words", 1)))).isInstanceOfSatisfying(LeatException.class, e -> {
                assertThat(e.kind()).isEqualTo(Kind.SYSTEM);
                assertThat(e).hasMessageContaining("search_cluster").hasMessageNotContaining("private words").hasNoCause();
            });
        }
        assertThat(bulks).hasValue(3);
    }

    @Test
    void unreachableServerIsASystemError() {
        try (Destination destination = destination(TestServer.site("http://127.0.0.1:1", new Site.Retries(2, 10, 10)))) {
            assertThatThrownBy(() -> destination.schema(EntityName.of("users"))).isInstanceOfSatisfying(LeatException.class, e -> {
                assertThat(e.kind()).isEqualTo(Kind.SYSTEM);
                assertThat(e).hasMessageContaining("http://127.0.0.1:1");
            });
        }
    }
}
