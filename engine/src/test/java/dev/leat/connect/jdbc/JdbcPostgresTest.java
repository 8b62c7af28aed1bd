package dev.leat.connect.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.model.Capture;
import dev.leat.model.EntityName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** PostgreSQL as any other database. */
class JdbcPostgresTest {
    private static Trade trade;

    @BeforeAll
    static void open() {
        trade = Trade.of(TestServers.postgres("generic"));
    }

    @Test
    void typesAreExactOrText() {
        trade.database().run("CREATE TABLE types (a bool, b int2, c int8, d numeric(20,2), e numeric, f float8, g date, h timestamp, i timestamptz, j text, k bytea, l uuid, m jsonb, n int[], o time)",
            "INSERT INTO types VALUES (true, -1, 9223372036854775807, 1.5, 1e40, 'NaN', '2026-01-01', '2026-01-01 00:00:00.123456', '2026-01-01 00:00:00.123456+05:30', '', '\\x00ff', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{\"a\":1}', '{1,NULL}', '12:00')");
        assertThat(trade.source().schema(EntityName.of("types")).columns().stream().map(column -> column.type().orElseThrow())).containsExactly("boolean", "smallint", "bigint", "decimal(20,2)", "string", "double", "date",
            "timestamp_ntz", "timestamp", "string", "binary", "string", "string", "string", "string");
        assertThat(trade.texts("types")).containsExactly("true", "-1", "9223372036854775807", "1.50", "10000000000000000000000000000000000000000", "NaN", "2026-01-01", "2026-01-01 00:00:00.123456", "2025-12-31 18:30:00.123456",
            "", "00FF", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "{\"a\": 1}", "{1,NULL}", "12:00:00");
    }

    @Test
    void whatATypeCannotHoldIsKeptBesideTheRow() {
        trade.database().run("CREATE TABLE odd (n numeric(5,1), d date, t timestamp, z timestamptz)", "INSERT INTO odd VALUES ('NaN', 'infinity', '-infinity', 'infinity')");
        Reading reading = trade.reading("odd", Capture.of("snapshot"));
        Row row = trade.read(reading, trade.first(reading)).head();
        assertThat(row.getJavaMap(4)).isEqualTo(Map.of("n", "NaN", "d", "infinity", "t", "-infinity", "z", "infinity"));
        assertThat(row.isNullAt(0) && row.isNullAt(1) && row.isNullAt(2) && row.isNullAt(3)).isTrue();
    }

    @Test
    void anInstantCursorCarriesOnInAnyZoneOfThisMachine() {
        trade.database().run("CREATE TABLE t (id int PRIMARY KEY, at timestamptz)", "INSERT INTO t VALUES (1, '2026-01-01 00:00:00.123456Z'), (2, 'infinity'), (3, NULL)");
        Reading reading = trade.reading("t", Capture.incremental("at"));
        Range first = trade.first(reading);
        assertThat(first.position().get("cursor").asText()).isEqualTo("2026-01-01 00:00:00.123456Z");
        assertThat(trade.ids(reading, first)).containsExactly(1, 2, 3);
        assertThat(trade.next(reading, first)).isEmpty();
        trade.database().run("INSERT INTO t VALUES (4, '2026-01-01 00:00:00.123457Z')");
        Range second = trade.next(reading, first).orElseThrow();
        assertThat(trade.ids(reading, second)).containsExactly(4);
        trade.database().run("INSERT INTO t VALUES (5, '2026-01-01 00:00:00.123457Z'), (6, '2026-01-01 00:00:00.123456Z')");
        assertThat(trade.ids(reading, trade.next(reading, second).orElseThrow())).containsExactly(2, 3, 4, 5);
    }

    @Test
    void numbersAndDatesAreCursors() {
        trade.database().run("CREATE TABLE n (id int PRIMARY KEY, at numeric(30,3), d date)", "INSERT INTO n VALUES (1, 12345678901234567890.125, '2026-01-01')");
        for (String cursor : List.of("at", "d", "id")) {
            Reading reading = trade.reading("n", Capture.incremental(cursor));
            Range first = trade.first(reading);
            assertThat(trade.ids(reading, first)).containsExactly(1);
            assertThat(trade.next(reading, first)).isEmpty();
        }
    }

    @Test
    void aUuidKeyCutsALargeTable() {
        trade.database().run("CREATE TABLE \"Big Table\" AS SELECT gen_random_uuid() AS k, i AS n FROM generate_series(1, 60000) i", "ALTER TABLE \"Big Table\" ADD PRIMARY KEY (k)");
        Reading reading = trade.reading("\"Big Table\"", Capture.of("snapshot"));
        var rows = trade.read(reading, trade.first(reading));
        assertThat(rows.rdd().getNumPartitions()).isEqualTo(2);
        assertThat(rows.selectExpr("count(*)", "sum(n)").head().mkString(":")).isEqualTo("60000:" + 60_000L * 60_001 / 2);
    }

    @Test
    void columnsThatDifferOnlyInCaseAreRefused() {
        trade.database().run("CREATE TABLE twins (id int, \"ID\" int)");
        assertThat(trade.source().schema(EntityName.of("twins")).column("ID").orElseThrow().type()).isEqualTo(Optional.empty());
    }
}
