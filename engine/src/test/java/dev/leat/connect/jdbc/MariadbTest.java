package dev.leat.connect.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connect.Finding;
import dev.leat.connect.Lookup;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.model.Capture;
import dev.leat.model.CaptureMode;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MariadbTest {
    private static Trade trade;

    @BeforeAll
    static void open() {
        trade = Trade.of(TestServers.mariadb("trade"));
    }

    @Test
    void typesAreExactOrText() {
        trade.database().run("CREATE TABLE types (a tinyint(1), b tinyint unsigned, c smallint unsigned, d int unsigned, e bigint unsigned, f decimal(38,10), g decimal(60,2), h float, i double, j date, k datetime(6),"
            + " l timestamp(6), m time(3), n year, o char(3), p longtext, q blob, r bit(8), s enum('x','y'), t json, u bit(1), v uuid)");
        trade.database().run("SET time_zone = '+05:30'", "INSERT INTO types VALUES (2, 255, 65535, 4294967295, 18446744073709551615, -1.5, 12345678901234567890123456789012345678901234567890.25, 1.5, 0.1, '2026-02-28', '2026-01-01 00:00:00.123456',"
            + " '2026-01-01 00:00:00.123456', '-12:00:00.500', 2026, 'ab', '', x'00ff', b'101', 'y', '{\"a\": 1}', b'1', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')");
        assertThat(trade.source().schema(EntityName.of("types")).columns()).extracting(Column::type).map(type -> ((Optional<?>) type).orElseThrow()).isEqualTo(List.of("smallint", "smallint", "int", "bigint", "decimal(20,0)", "decimal(38,10)",
            "string", "float", "double", "date", "timestamp_ntz", "timestamp", "string", "int", "string", "string", "binary", "string", "string", "string", "boolean", "string"));
        List<String> texts = trade.texts("types");
        assertThat(texts.subList(0, 11)).isEqualTo(List.of("2", "255", "65535", "4294967295", "18446744073709551615", "-1.5000000000", "12345678901234567890123456789012345678901234567890.25", "1.5", "0.1", "2026-02-28", "2026-01-01 00:00:00.123456"));
        assertThat(texts.get(11)).isEqualTo("2025-12-31 18:30:00.123456");
        assertThat(texts.subList(12, 17)).isEqualTo(Arrays.asList("-12:00:00.500", "2026", "ab", "", "00FF"));
        assertThat(texts.subList(18, 22)).isEqualTo(List.of("y", "{\"a\": 1}", "true", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"));
    }

    @Test
    void aZeroDateIsKeptBesideTheRow() {
        trade.database().run("SET sql_mode = ''", "CREATE TABLE zero (id int, d date)");
        trade.database().run("SET sql_mode = ''", "INSERT IGNORE INTO zero VALUES (1, '0000-00-00')");
        Reading reading = trade.reading("zero", Capture.of("snapshot"));
        Row row = trade.read(reading, trade.first(reading)).head();
        assertThat(row.isNullAt(1)).isTrue();
        assertThat(row.getJavaMap(2)).isEqualTo(Map.of("d", "0000-00-00"));
    }

    @Test
    void anIncrementalReadFindsTiesLateRowsAndNulls() {
        trade.database().run("CREATE TABLE t (id int PRIMARY KEY, at datetime(6), v text)", "INSERT INTO t VALUES (1, '2026-01-01 12:00:00.000001', 'a'), (2, NULL, 'a')");
        assertThat(trade.source().modes(EntityName.of("t"))).containsExactlyInAnyOrder(CaptureMode.INCREMENTAL, CaptureMode.SNAPSHOT);
        Reading reading = trade.reading("t", new Capture(Optional.of(CaptureMode.INCREMENTAL), Optional.of("at"), Optional.of(Duration.ofMinutes(10))));
        Range first = trade.first(reading);
        assertThat(first.rows()).isEqualTo(2);
        assertThat(trade.ids(reading, first)).containsExactly(1, 2);
        assertThat(trade.next(reading, first)).isEmpty();
        trade.database().run("INSERT INTO t VALUES (3, '2026-01-01 11:55:00', 'late'), (4, '2026-01-01 12:00:00.000001', 'tie'), (5, NULL, 'none')");
        Range second = trade.next(reading, first).orElseThrow();
        assertThat(second.overlap()).hasValue("TIMESTAMP_NTZ '2026-01-01 11:50:00.000001'");
        assertThat(trade.ids(reading, second)).containsExactly(1, 2, 3, 4, 5);
        assertThat(trade.next(reading, second)).isEmpty();
        trade.database().run("UPDATE t SET v = 'changed' WHERE id = 4");
        assertThat(trade.next(reading, second)).isPresent();
    }

    @Test
    void anInstantIsAsGoodACursor() {
        trade.database().run("CREATE TABLE ts (id int PRIMARY KEY, at timestamp(6) NULL)", "INSERT INTO ts VALUES (1, '2026-01-01 12:00:00.000001')");
        Reading reading = trade.reading("ts", Capture.incremental("at"));
        Range first = trade.first(reading);
        assertThat(trade.ids(reading, first)).containsExactly(1);
        assertThat(trade.next(reading, first)).isEmpty();
        trade.database().run("INSERT INTO ts VALUES (2, '2026-01-01 12:00:00.000002'), (3, '2026-01-01 12:00:00.000000')");
        Range second = trade.next(reading, first).orElseThrow();
        assertThat(trade.ids(reading, second)).containsExactly(2);
        trade.database().run("INSERT INTO ts VALUES (4, '2026-01-01 12:00:00.000002'), (5, '2026-01-01 12:00:00.000000')");
        assertThat(trade.ids(reading, trade.next(reading, second).orElseThrow())).containsExactly(2, 4);
    }

    @Test
    void aTextKeyCutsALargeTable() {
        trade.database().run("CREATE TABLE big (k varchar(40) PRIMARY KEY, n int)", "INSERT INTO big SELECT concat('key-', md5(seq)), seq FROM seq_1_to_60000");
        Reading reading = trade.reading("big", Capture.of("snapshot"));
        var rows = trade.read(reading, trade.first(reading));
        assertThat(rows.rdd().getNumPartitions()).isEqualTo(2);
        assertThat(rows.selectExpr("count(*)", "count(distinct k)", "sum(n)").head().mkString(":")).isEqualTo("60000:60000:" + 60_000L * 60_001 / 2);
    }

    @Test
    void lookUpsMatchTextsExactlyAndNumbersByValue() {
        trade.database().run("CREATE TABLE l (name varchar(20), nr decimal(8,2), on_ boolean, PRIMARY KEY (name, nr))", "INSERT INTO l VALUES ('a', 1, true), ('A ', 2, false), ('b', 3, null)");
        Lookup lookup = new JdbcConnector().lookup(trade.database().site());
        try (Lookup.Session session = lookup.open(EntityName.of("l"), List.of("name", "nr"), List.of("on_"))) {
            assertThat(session.find(List.of(List.of("a", "1"), List.of("A", "1.0"), List.of("b", "3.00"), List.of("b", "x")))).isEqualTo(
                Map.of(List.of("a", "1"), List.of(List.of("1")), List.of("b", "3.00"), List.of(Arrays.asList((String) null))));
        }
    }

    @Test
    void doctorNamesDatabaseAndDriver() {
        assertThat(new JdbcConnector().check(trade.database().site())).allSatisfy(finding -> assertThat(finding.problem()).isEmpty()).extracting(Finding::what).anyMatch(what -> what.contains("MariaDB"));
    }
}
