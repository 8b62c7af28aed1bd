package dev.leat.connect.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.jdbc.LocalSpark;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncrementalTest {
    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.of("incremental");
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @BeforeEach
    void table() {
        shop.run("DROP TABLE IF EXISTS t", "CREATE TABLE t (id int PRIMARY KEY, at timestamptz, v text)");
    }

    private List<Integer> ids(Reading reading, Range range) {
        return shop.rows(reading, range).stream().map(row -> row.getInt(0)).sorted().toList();
    }

    @Test
    void anEmptyTableHasNothingNew() {
        assertThat(shop.source().next(shop.incremental("t", "at"), Optional.empty())).isEmpty();
    }

    @Test
    void nothingIsNewUntilSomethingIs() {
        shop.run("INSERT INTO t VALUES (1, '2026-01-01 00:00:00.123456+00'), (2, NULL)");
        Reading reading = shop.incremental("t", "at");
        Range first = shop.first(reading);
        assertThat(first.overlap()).isEmpty();
        assertThat(first.rows()).isEqualTo(2);
        assertThat(first.position().get("cursor").asText()).isEqualTo("2026-01-01 00:00:00.123456Z");
        assertThat(ids(reading, first)).containsExactly(1, 2);
        assertThat(shop.next(reading, first)).isEmpty();
        shop.run("INSERT INTO t VALUES (3, '2026-01-01 00:00:00.123457+00')");
        Range second = shop.next(reading, first).orElseThrow();
        assertThat(second.overlap()).isEmpty();
        assertThat(ids(reading, second)).containsExactly(3);
        assertThat(shop.next(reading, second)).isEmpty();
        shop.run("INSERT INTO t VALUES (4, '2026-01-01 00:00:00.123457+00')");
        Range third = shop.next(reading, second).orElseThrow();
        assertThat(third.overlap()).hasValue("TIMESTAMP '2026-01-01 00:00:00.123457Z'");
        assertThat(ids(reading, third)).containsExactly(2, 3, 4);
    }

    @Test
    void aRowWithTheCursorOfTheBoundaryIsFound() {
        shop.run("INSERT INTO t VALUES (1, '2026-01-01Z')");
        Reading reading = shop.incremental("t", "at");
        Range first = shop.first(reading);
        shop.run("INSERT INTO t VALUES (2, '2026-01-01Z')");
        assertThat(ids(reading, shop.next(reading, first).orElseThrow())).containsExactly(1, 2);
    }

    @Test
    void aChangeThatKeepsTheCursorOfTheBoundaryIsFound() {
        shop.run("INSERT INTO t VALUES (1, '2026-01-01Z', 'old')");
        Reading reading = shop.incremental("t", "at");
        Range first = shop.first(reading);
        shop.run("UPDATE t SET v = 'new'");
        assertThat(shop.rows(reading, shop.next(reading, first).orElseThrow())).singleElement().satisfies(row -> assertThat(row.getString(2)).isEqualTo("new"));
    }

    @Test
    void aRowWithoutCursorIsFoundWhenItComesLater() {
        shop.run("INSERT INTO t VALUES (1, '2026-01-01Z')");
        Reading reading = shop.incremental("t", "at");
        Range first = shop.first(reading);
        shop.run("INSERT INTO t VALUES (2, NULL)");
        Range second = shop.next(reading, first).orElseThrow();
        assertThat(ids(reading, second)).containsExactly(1, 2);
        assertThat(shop.next(reading, second)).isEmpty();
    }

    @Test
    void rowsWithoutAnyCursorAreReadOnceAndComparedAfterwards() {
        shop.run("INSERT INTO t VALUES (1, NULL), (2, 'infinity')");
        Reading reading = shop.incremental("t", "at");
        Range first = shop.first(reading);
        assertThat(ids(reading, first)).containsExactly(1, 2);
        assertThat(shop.next(reading, first)).isEmpty();
        shop.run("INSERT INTO t VALUES (3, '2026-01-01Z')");
        Range second = shop.next(reading, first).orElseThrow();
        assertThat(second.overlap()).hasValue("TIMESTAMP '2026-01-01 00:00:00Z'");
        assertThat(ids(reading, second)).containsExactly(1, 2, 3);
    }

    @Test
    void anInfiniteCursorDoesNotHideWhatComesAfterIt() {
        shop.run("INSERT INTO t VALUES (1, 'infinity'), (2, '2026-01-01Z')");
        Reading reading = shop.incremental("t", "at");
        Range first = shop.first(reading);
        assertThat(ids(reading, first)).containsExactly(1, 2);
        shop.run("INSERT INTO t VALUES (3, '2026-01-02Z')");
        assertThat(ids(reading, shop.next(reading, first).orElseThrow())).contains(3);
    }

    @Test
    void aTransactionThatCommitsLateIsFoundWithinTheLag() throws SQLException {
        shop.run("INSERT INTO t VALUES (1, '2026-01-01 12:00Z')");
        Reading reading = shop.lagging("t", "at", Duration.ofMinutes(10));
        try (Connection late = shop.database().connect(); Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("INSERT INTO t VALUES (2, '2026-01-01 11:55Z')");
            Range first = shop.first(reading);
            assertThat(ids(reading, first)).containsExactly(1);
            assertThat(shop.next(reading, first)).isEmpty();
            late.commit();
            Range second = shop.next(reading, first).orElseThrow();
            assertThat(second.overlap()).hasValue("TIMESTAMP '2026-01-01 11:50:00Z'");
            assertThat(ids(reading, second)).containsExactly(1, 2);
            assertThat(shop.next(reading, second)).isEmpty();
        }
    }

    @Test
    void whatIsCommittedBetweenBoundAndReadIsNeverLost() {
        shop.run("INSERT INTO t VALUES (1, '2026-01-01Z')");
        Reading reading = shop.incremental("t", "at");
        Range first = shop.first(reading);
        shop.run("INSERT INTO t VALUES (2, '2026-01-01Z'), (3, '2026-01-02Z')");
        assertThat(ids(reading, first)).containsExactly(1, 2);
        assertThat(ids(reading, shop.next(reading, first).orElseThrow())).containsExactly(1, 2, 3);
    }

    @Test
    void whereNothingCameIntoTheWindowOnlyWhatIsAboveIsRead() {
        shop.run("INSERT INTO t VALUES (1, '2026-01-01Z'), (2, '2026-01-02Z'), (3, NULL)");
        Reading reading = shop.incremental("t", "at");
        Range first = shop.first(reading);
        shop.run("INSERT INTO t VALUES (4, '2026-01-03Z')");
        Range second = shop.next(reading, first).orElseThrow();
        assertThat(second.overlap()).isEmpty();
        shop.run("INSERT INTO t VALUES (5, NULL), (6, '2026-01-03Z'), (7, '2026-01-04Z')"); // not in the digest of the second range
        assertThat(ids(reading, second)).containsExactly(4, 6);
        Range third = shop.next(reading, second).orElseThrow();
        assertThat(third.overlap()).isPresent();
        assertThat(ids(reading, third)).containsExactly(3, 4, 5, 6, 7);
        assertThat(shop.next(reading, third)).isEmpty();
    }

    @Test
    void theBoundDoesNotGoBackWhenRowsAreDeleted() {
        shop.run("INSERT INTO t VALUES (1, '2026-01-01Z'), (2, '2026-01-05Z')");
        Reading reading = shop.incremental("t", "at");
        Range first = shop.first(reading);
        shop.run("DELETE FROM t WHERE id = 2");
        shop.next(reading, first).ifPresent(range -> {
            assertThat(range.position().get("cursor").asText()).isEqualTo("2026-01-05 00:00:00Z");
            assertThat(ids(reading, range)).isEmpty();
            assertThat(shop.next(reading, range)).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "int|1|2|1", "bigint|-5|9223372036854775807|-5", "numeric(12,2)|1.50|1.51|1.50BD", "date|'2026-01-01'|'2026-01-02'|DATE '2026-01-01'",
        "timestamp|'2026-01-01 00:00:00.000001'|'2026-01-01 00:00:00.000002'|TIMESTAMP_NTZ '2026-01-01 00:00:00.000001'", "date|'0044-03-15 BC'|'0001-01-01'|DATE '-0043-03-15'",
        "timestamp|'0044-03-15 BC'|'20000-01-01'|TIMESTAMP_NTZ '-0043-03-15 00:00:00'", "text|'B'|'a'|'B'", "text|'it''s \\ '|'zz'|'it\\'s \\\\ '", "numeric(12,2)|-3|'NaN'|-3.00BD",
    })
    void cursorsOfAllOrderedTypesCarryOn(String type, String one, String two, String overlap) {
        shop.run("DROP TABLE IF EXISTS c", "CREATE TABLE c (id int, at " + type + ")", "INSERT INTO c VALUES (1, " + one + ")");
        Reading reading = shop.incremental("c", "at");
        Range first = shop.first(reading);
        shop.run("INSERT INTO c VALUES (2, " + two + "), (3, " + one + ")");
        Range second = shop.next(reading, first).orElseThrow();
        assertThat(second.overlap()).hasValue(overlap);
        try (var closed = shop.source()) {
            List<Row> rows = closed.read(LocalSpark.session(), reading, second).where("at >= " + overlap + " or at is null").collectAsList();
            assertThat(rows).hasSize(3);
        }
        assertThat(shop.next(reading, second)).isEmpty();
    }

    @Test
    void aSnapshotOfUnchangedRowsIsNothingNew() {
        shop.run("INSERT INTO t VALUES (1, NULL, 'a')");
        Reading reading = shop.snapshot("t");
        Range first = shop.first(reading);
        assertThat(shop.next(reading, first)).isEmpty();
        shop.run("DELETE FROM t");
        Range second = shop.next(reading, first).orElseThrow();
        assertThat(ids(reading, second)).isEmpty();
        assertThat(shop.next(reading, second)).isEmpty();
    }

    @Test
    void aColumnAddedWithADefaultMakesASnapshotNew() {
        shop.run("INSERT INTO t VALUES (1, NULL, 'a')");
        Range first = shop.first(shop.snapshot("t"));
        shop.run("ALTER TABLE t ADD COLUMN w int DEFAULT 5");
        assertThat(shop.next(shop.snapshot("t"), first)).isPresent();
    }

    @Test
    void aViewIsReadLikeATable() {
        shop.run("INSERT INTO t VALUES (1, '2026-01-01Z', 'a')", "CREATE OR REPLACE VIEW w AS SELECT id, at FROM t");
        Reading reading = shop.incremental("w", "at");
        Range first = shop.first(reading);
        assertThat(ids(reading, first)).containsExactly(1);
        assertThat(shop.next(reading, first)).isEmpty();
        shop.run("INSERT INTO t VALUES (2, '2026-01-01Z', 'a')");
        assertThat(ids(reading, shop.next(reading, first).orElseThrow())).containsExactly(1, 2);
        shop.run("DROP VIEW w");
    }

    @Test
    void aLagNeedsACursorOfTime() {
        assertThatThrownBy(() -> shop.first(shop.lagging("t", "id", Duration.ofMinutes(1)))).isInstanceOf(LeatException.class)
            .hasMessageContaining("a lag needs a cursor column of a date or timestamp type").extracting(e -> ((LeatException) e).kind()).isEqualTo(Kind.WORKSPACE);
    }
}
