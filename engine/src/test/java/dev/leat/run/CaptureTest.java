package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.connect.Connectors;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Source;
import dev.leat.connect.TestSession;
import dev.leat.lake.CaptureLog;
import dev.leat.lake.Lake;
import dev.leat.lake.Lease;
import dev.leat.model.Capture;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.LeatException;
import dev.leat.transform.Retyped;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureTest {
    private static final EntityName USERS = EntityName.of("capture_users");
    private final SparkSession spark = TestSession.spark();
    @TempDir
    private Path folder;
    private Lake lake;

    @BeforeEach
    void threeUsers() {
        lake = Lake.at("lake", folder);
        threeUsersIn();
    }

    private static void threeUsersIn() {
        TestPostgres.run("""
            drop table if exists capture_users;
            create table capture_users (id bigint primary key, name text, at timestamptz);
            insert into capture_users values (1, 'ada', '2026-01-01 00:00:01Z'), (2, 'alan', '2026-01-01 00:00:02Z'), (3, 'grace', '2026-01-01 00:00:02Z')""");
    }

    @Test
    void firstCaptureReadsAllAndASecondFindsNothingNew() {
        assertThat(capture(Capture.incremental("at"))).isEqualTo(3);
        assertThat(capture(Capture.incremental("at"))).isZero();
        assertThat(changes()).containsExactly("1 ada r", "2 alan r", "3 grace r");
        assertThat(log().head().orElseThrow().number()).isEqualTo(1);
    }

    @Test
    void aLateRowWithTheCursorOfTheBoundaryIsFoundAndNothingComesTwice() {
        capture(Capture.incremental("at"));
        TestPostgres.run("insert into capture_users values (4, 'barbara', '2026-01-01 00:00:02Z')");
        assertThat(capture(Capture.incremental("at"))).isEqualTo(1);
        assertThat(changes()).containsExactly("1 ada r", "2 alan r", "3 grace r", "4 barbara u");
    }

    @Test
    void rowsWithoutACursorAreCapturedWhenTheyChange() {
        TestPostgres.run("insert into capture_users values (5, 'tony', null)");
        assertThat(capture(Capture.incremental("at"))).isEqualTo(4);
        assertThat(capture(Capture.incremental("at"))).isZero();
        TestPostgres.run("insert into capture_users values (6, 'edsger', null)");
        assertThat(capture(Capture.incremental("at"))).isEqualTo(1);
        assertThat(changes()).contains("6 edsger u").hasSize(5);
    }

    @Test
    void sequenceRisesWithEveryChangeOfAKey() {
        capture(Capture.incremental("at"));
        TestPostgres.run("update capture_users set name = 'Ada', at = '2026-01-02 00:00:00Z' where id = 1");
        capture(Capture.incremental("at"));
        List<Row> ada = spark.read().format("delta").load(log().table()).where("id = 1").orderBy("_leat_seq").collectAsList();
        assertThat(ada).extracting(row -> row.<String>getAs("name")).containsExactly("ada", "Ada");
        assertThat(ada).extracting(row -> Changes.commitOf(row.<Long>getAs("_leat_seq"))).containsExactly(1L, 2L);
    }

    @Test
    void snapshotFindsWhatWasCreatedUpdatedAndDeleted() {
        capture(Capture.of("snapshot"));
        TestPostgres.run("delete from capture_users where id = 2; update capture_users set name = 'Grace' where id = 3; insert into capture_users values (4, 'donald', null)");
        assertThat(capture(Capture.of("snapshot"))).isEqualTo(3);
        assertThat(changes()).containsExactly("1 ada r", "2 alan d", "2 alan r", "3 Grace u", "3 grace r", "4 donald c");
    }

    @Test
    void whoDiesBeforeTheRowsAreCommittedIsFollowedByOneWhoReadsTheSameRange() {
        Range range = next(Capture.incremental("at"));
        log().begin(new CaptureLog.Position(1, "killed", Instant.now(), range.position(), range.bounds(), null, range.rows()));
        TestPostgres.run("insert into capture_users values (7, 'frances', '2026-03-01 00:00:00Z')");
        assertThat(capture(Capture.incremental("at"))).isEqualTo(4);
        assertThat(changes()).containsExactly("1 ada r", "2 alan r", "3 grace r", "7 frances u");
        assertThat(log().head().orElseThrow().number()).isEqualTo(2);
    }

    @Test
    void whoDiesBeforeTheHeadIsMovedIsFollowedByOneWhoSeesThatTheRowsAreThere() throws Exception {
        capture(Capture.incremental("at"));
        java.nio.file.Files.delete(folder.resolve("lake/captures/db/capture_users/head.json"));
        assertThat(capture(Capture.incremental("at"))).isZero();
        assertThat(changes()).containsExactly("1 ada r", "2 alan r", "3 grace r");
        assertThat(log().head().orElseThrow().number()).isEqualTo(1);
    }

    @Test
    void aColumnThatIsNewIsCapturedFromThenOn() {
        for (String way : List.of("snapshot", "incremental")) {
            lake = Lake.at("lake", folder.resolve(way));
            Capture capture = way.equals("snapshot") ? Capture.of(way) : Capture.incremental("at");
            threeUsersIn();
            capture(capture);
            TestPostgres.run("alter table capture_users add column town text; update capture_users set town = 'Paris', at = '2026-02-01 00:00:00Z' where id = 2; alter table capture_users drop column name");
            assertThat(capture(capture)).as(way).isEqualTo(1);
            List<Row> alan = spark.read().format("delta").load(log().table()).where("id = 2").orderBy("_leat_seq").collectAsList();
            assertThat(alan).extracting(row -> row.<String>getAs("town")).containsExactly(null, "Paris");
            assertThat(alan).extracting(row -> row.<String>getAs("name")).containsExactly("alan", null);
            assertThat(capture(capture)).as(way).isZero();
        }
    }

    @Test
    void aKeyOfAnotherTypeIsToldBeforeAnythingIsBegun() {
        capture(Capture.incremental("at"));
        TestPostgres.run("alter table capture_users alter column id type text; update capture_users set at = '2026-02-01 00:00:00Z' where id = '2'");
        assertThatThrownBy(() -> capture(Capture.incremental("at"))).isInstanceOf(LeatException.class).hasMessageContaining("column id: it is captured as BIGINT, but the source now has STRING");
        assertThat(log().unfinished()).isEmpty();
    }

    @Test
    void anotherColumnOfAnotherTypeIsKeptBesideWhatThereIsAndReadAsOne() {
        for (String way : List.of("snapshot", "incremental")) {
            lake = Lake.at("lake", folder.resolve("retyped-" + way));
            Capture capture = way.equals("snapshot") ? Capture.of(way) : Capture.incremental("at");
            threeUsersIn();
            TestPostgres.run("update capture_users set name = '7' where id = 1");
            capture(capture);
            TestPostgres.run("alter table capture_users alter column name type int using length(name); update capture_users set at = '2026-02-01 00:00:00Z' where id = 2");
            assertThat(capture(capture)).as(way + ", perhaps with what was read at the same time").isBetween(way.equals("snapshot") ? 3L : 1L, way.equals("snapshot") ? 3L : 2L);
            assertThat(capture(capture)).as(way).isZero();
            List<Row> joined = Retyped.joined(spark.read().format("delta").load(log().table()), List.of(new dev.leat.model.Column("name", "int4", Optional.of("int"), true, ""))).orderBy("_leat_seq").collectAsList();
            List<Row> ada = joined.stream().filter(row -> row.<Long>getAs("id") == 1).toList();
            List<Row> alan = joined.stream().filter(row -> row.<Long>getAs("id") == 2).toList();
            assertThat(ada.get(0).<Integer>getAs("name")).as("what comes back the same").isEqualTo(7);
            assertThat(alan.get(0).<Integer>getAs("name")).isNull();
            assertThat(alan.get(0).<String, String>getJavaMap(alan.get(0).fieldIndex("_leat_unreadable"))).as("what does not").containsEntry("name", "alan");
            assertThat(alan.get(1).<Integer>getAs("name")).isEqualTo(4);
            TestPostgres.run("alter table capture_users alter column name type text");
            assertThat(capture(capture)).as(way + ": back again").isLessThanOrEqualTo(3);
            TestPostgres.run("update capture_users set name = 'x', at = '2026-03-01 00:00:00Z' where id = 3");
            assertThat(capture(capture)).as(way).isEqualTo(1);
            assertThat(spark.read().format("delta").load(log().table()).where("name = 'x'").count()).isEqualTo(1);
        }
    }

    private CaptureLog log() {
        return lake.capture("db", USERS);
    }

    private Range next(Capture capture) {
        try (Source source = Connectors.source(TestPostgres.site())) {
            return source.next(reading(source, capture), log().head().map(CaptureLog.Head::position)).orElseThrow();
        }
    }

    private static Reading reading(Source source, Capture capture) {
        EntitySchema schema = source.schema(USERS);
        return new Reading(USERS, schema.columns(), schema.key(), capture);
    }

    private long capture(Capture capture) {
        try (Source source = Connectors.source(TestPostgres.site()); Lease lease = lake.leases().take("test", "run")) {
            return new CaptureStep(spark, log(), reading(source, capture), source).run("run", lease);
        }
    }

    private List<String> changes() {
        Dataset<Row> rows = spark.read().format("delta").load(log().table());
        return rows.collectAsList().stream().map(row -> row.getAs("id") + " " + row.getAs("name") + " " + row.getAs("_leat_op")).sorted().toList();
    }
}
