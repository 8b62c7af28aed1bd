package dev.leat.connect.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Site;
import dev.leat.connect.Source;
import dev.leat.connect.embedded.EmbeddedServers;
import dev.leat.connect.embedded.Keep;
import dev.leat.connect.jdbc.LocalSpark;
import dev.leat.model.Capture;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParallelReadTest {
    private static final long ROWS = 120_000;
    private static Shop shop;
    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        shop = Shop.of("parallel");
        shop.run("CREATE TABLE t AS SELECT i AS id, i % 97 AS v, repeat('x', i % 50) AS filler FROM generate_series(1, " + ROWS + ") i", "ALTER TABLE t ADD PRIMARY KEY (id)", "ANALYZE t");
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void rangesOfBlocksGiveEachRowOnce() {
        Reading reading = shop.snapshot("t");
        Dataset<Row> rows = shop.read(reading, shop.first(reading));
        assertThat(rows.rdd().getNumPartitions()).isGreaterThan(1);
        Row sums = rows.selectExpr("count(*)", "count(distinct id)", "sum(id)", "sum(v)", "sum(length(filler))").head();
        assertThat(sums.mkString(":")).isEqualTo(shop.database().ask("SELECT count(*) || ':' || count(DISTINCT id) || ':' || sum(id) || ':' || sum(v) || ':' || sum(length(filler)) FROM t"));
        shop.close();
    }

    @Test
    void aPartitionedTableIsCutAcrossItsPartitions() {
        shop.run("CREATE TABLE p (id int, v int) PARTITION BY RANGE (id)", "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10000)", "CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10000) TO (200000)",
            "CREATE TABLE p3 PARTITION OF p DEFAULT", "INSERT INTO p SELECT i, i % 7 FROM generate_series(1, 210000) i", "ANALYZE p");
        Reading reading = shop.snapshot("p");
        Dataset<Row> rows = shop.read(reading, shop.first(reading));
        assertThat(rows.rdd().getNumPartitions()).isGreaterThan(1);
        assertThat(rows.selectExpr("count(*)", "count(distinct id)", "sum(id)").head().mkString(":")).isEqualTo("210000:210000:" + 210_000L * 210_001 / 2);
        shop.close();
    }

    @Test
    void cutsCoverEveryBlockOnce() {
        for (List<Long> blocks : List.of(List.of(0L), List.of(1L), List.of(10L), List.of(3L, 1000L, 0L), List.of(7L, 7L, 7L))) {
            for (int parts = 1; parts < 20; parts++) {
                List<String> conditions = Splits.conditions(blocks, parts);
                assertThat(conditions).hasSizeLessThanOrEqualTo(parts).doesNotHaveDuplicates();
                List<String> ends = Stream.concat(conditions.stream().filter(c -> c.contains("<")).map(c -> c.replaceAll(".*< ", "")), Stream.empty()).toList();
                List<String> starts = conditions.stream().filter(c -> c.contains(">=")).map(c -> c.replaceAll(".*>= ('.*?'::tid).*", "$1")).toList();
                assertThat(starts).isEqualTo(ends);
            }
        }
    }

    @Test
    void rowsThatMoveWhileTheyAreReadAreReadOnceAndAsTheyWere() throws Exception {
        shop.run("CREATE TABLE m AS SELECT i AS id, 0 AS v, repeat('x', 100) AS filler FROM generate_series(1, " + ROWS + ") i", "ALTER TABLE m ADD PRIMARY KEY (id)", "ANALYZE m");
        Reading reading = shop.snapshot("m");
        Dataset<Row> rows = shop.read(reading, shop.first(reading));
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch moved = new CountDownLatch(1);
        Thread mover = new Thread(() -> {
            while (!done.get()) {
                shop.run("UPDATE m SET v = v + 1 WHERE id % 3 = 0", "DELETE FROM m WHERE id % 1000 = 1", "VACUUM m");
                moved.countDown();
            }
        });
        mover.start();
        moved.await();
        for (int i = 0; i < 2; i++) {
            assertThat(rows.selectExpr("count(*)", "count(distinct id)", "sum(v)").head().mkString(":")).isEqualTo(ROWS + ":" + ROWS + ":0");
        }
        done.set(true);
        mover.join();
        shop.close();
    }

    @Test
    void takingSomeRowsOnlyLeavesNoConnectionBehind() {
        Reading reading = shop.snapshot("t");
        shop.read(reading, shop.first(reading)).limit(3).collectAsList();
        shop.close();
        assertThat(shop.database().ask("SELECT count(*) FROM (SELECT pg_sleep(0.3)) s, pg_stat_activity WHERE application_name = 'leat' AND datname = 'parallel' AND state <> 'idle'")).isEqualTo("0");
    }

    @Test
    void aServerThatDiesWhileItIsReadIsAFailureOfTheSystem() {
        EmbeddedServers servers = EmbeddedServers.at(folder);
        var server = servers.start("dying", "postgres", Optional.empty(), Keep.whileOwner(ProcessHandle.current().pid()));
        try {
            Site<Postgres> site = new Site<>("dying", new Postgres(Optional.of(server.address()), server.user(), server.password().map(Secret::new), Optional.empty()), ".", new Site.Retries(2, 50, 100));
            new dev.leat.connect.jdbc.TestServers.Database(server.address(), server.user().get(), server.password().get())
                .run("CREATE TABLE t AS SELECT i AS id, repeat(md5(i::text), 10) AS filler FROM generate_series(1, 300000) i", "ANALYZE t");
            try (Source source = new PostgresConnector().source(site)) {
                Reading reading = new Reading(EntityName.of("t"), source.schema(EntityName.of("t")).columns(), List.of("id"), Capture.of("snapshot"));
                Range range = source.next(reading, Optional.empty()).orElseThrow();
                Dataset<Row> rows = source.read(LocalSpark.session(), reading, range);
                long pid = server.pid();
                assertThatThrownBy(() -> rows.foreachPartition((org.apache.spark.api.java.function.ForeachPartitionFunction<Row>) part -> {
                    assertThat(part.hasNext()).isTrue();
                    ProcessHandle.of(pid).ifPresent(process -> {
                        process.descendants().forEach(ProcessHandle::destroyForcibly);
                        process.destroyForcibly();
                    });
                    part.forEachRemaining(row -> { });
                })).satisfies(e -> assertThat(failure(e).kind()).isEqualTo(Kind.SYSTEM));
                assertThatThrownBy(() -> source.schema(EntityName.of("t"))).isInstanceOf(LeatException.class).satisfies(e -> assertThat(((LeatException) e).kind()).isEqualTo(Kind.SYSTEM));
            }
        } finally {
            servers.stopAll();
        }
    }

    private static LeatException failure(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof LeatException found) {
                return found;
            }
        }
        throw new AssertionError("no LeatException in the causes", e);
    }
}
