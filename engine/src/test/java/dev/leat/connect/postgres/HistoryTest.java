package dev.leat.connect.postgres;

import static dev.leat.connect.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connect.Batch;
import dev.leat.connect.Batches;
import dev.leat.connect.Destination;
import dev.leat.connect.Written;
import dev.leat.connect.jdbc.TestServers;
import dev.leat.model.WriteMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final TestServers.Database DATABASE = TestServers.postgres("histories");
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private final Destination destination = new PostgresConnector().destination(Shop.site(DATABASE));

    @AfterEach
    void close() {
        destination.close();
    }

    private Batches history(String table) {
        Batches batches = new Batches(table, WriteMode.HISTORY, "id", "int", "v", "string").keyed("id");
        destination.create(batches.entity(), batches.layout());
        return batches;
    }

    private static Row version(int id, long day, String value) {
        return row("" + id, value == null ? "d" : "u", day, id, value, FIRST.plusSeconds(86_400 * day));
    }

    private static List<String> rows(String table) {
        return DATABASE.rows("SELECT id || ' ' || v || ' ' || extract(day FROM valid_from - '2026-01-01Z') || '-' || coalesce(extract(day FROM valid_to - '2026-01-01Z')::text, '') || CASE WHEN current THEN ' current' ELSE '' END AS r FROM "
            + table + " ORDER BY id, _leat_seq").stream().map(row -> row.get("r")).toList();
    }

    @Test
    void eachVersionHoldsUntilTheNextAndADeleteEndsTheLast() {
        Batches batches = history("plain");
        assertThat(destination.write(batches.of(version(1, 1, "a"), version(2, 1, "x"), version(1, 2, "b")))).isEqualTo(new Written(3, 0, 0));
        Batch second = batches.of(version(1, 3, "c"), version(2, 4, null));
        assertThat(destination.write(second)).isEqualTo(new Written(1, 1, 0));
        assertThat(destination.write(Batches.again(second))).isEqualTo(Written.NOTHING);
        assertThat(destination.write(batches.of(version(2, 6, "y")))).isEqualTo(new Written(1, 0, 0));
        assertThat(rows("plain")).containsExactly("1 a 1-2", "1 b 2-3", "1 c 3- current", "2 x 1-4", "2 y 6- current");
    }

    @Test
    void lateVersionTakesItsPlace() {
        Batches batches = history("late");
        destination.write(batches.of(version(1, 1, "a"), version(1, 5, "e"), version(2, 1, "x"), version(2, 5, null)));
        assertThat(destination.write(batches.of(version(1, 3, "c"), version(2, 3, "z")))).isEqualTo(new Written(2, 0, 0));
        assertThat(destination.write(batches.of(version(1, 4, null)))).isEqualTo(new Written(0, 1, 0));
        assertThat(rows("late")).containsExactly("1 a 1-3", "1 c 3-4", "1 e 5- current", "2 x 1-3", "2 z 3-5");
    }

    @Test
    void versionsInAnyOrderOfBatchesMakeTheSameHistory() {
        Random random = new Random(7);
        List<Row> versions = new ArrayList<>();
        for (int day = 1; day <= 12; day++) {
            versions.add(version(1, day, "v" + day));
        }
        List<String> expected = null;
        for (int round = 0; round < 4; round++) {
            Batches batches = history("any_order_" + round);
            for (int i = 0; i < versions.size(); i += 3) {
                destination.write(batches.of(versions.subList(i, i + 3).toArray(Row[]::new)));
            }
            expected = expected == null ? rows("any_order_0") : expected;
            assertThat(rows("any_order_" + round)).hasSize(12).isEqualTo(expected);
            Collections.shuffle(versions, random);
        }
    }

    @Test
    void keyMayBeCalledAsAnyOfTheColumnsInBetween() {
        Batches batches = new Batches("names", WriteMode.HISTORY, "seq", "int", "until", "int").keyed("seq", "until");
        destination.create(batches.entity(), batches.layout());
        destination.write(batches.of(row("1", "u", 1L, 1, 1, FIRST), row("1", "d", 2L, 1, 1, FIRST.plusSeconds(9))));
        assertThat(DATABASE.ask("SELECT valid_to - valid_from FROM names")).isEqualTo("00:00:09");
    }

    @Test
    void softDeleteMarksTheRowAndItsReturnUnmarksIt() {
        Batches batches = new Batches("soft", WriteMode.UPSERT, "id", "int", "v", "string").keyed("id").soft();
        destination.create(batches.entity(), batches.layout());
        destination.write(batches.of(row("1", "r", 1L, 1, "a"), row("2", "r", 2L, 2, "b")));
        assertThat(destination.write(batches.of(row("1", "d", 3L, 1, null), row("2", "d", 4L, 2, null), row("9", "d", 5L, 9, null)))).isEqualTo(new Written(0, 3, 0));
        assertThat(destination.write(batches.of(row("2", "c", 6L, 2, "back"), row("1", "u", 2L, 1, "late")))).isEqualTo(new Written(1, 0, 1));
        assertThat(DATABASE.rows("SELECT id, v, _leat_deleted AS gone FROM soft ORDER BY id")).containsExactly(Map.of("id", "1", "v", "a", "gone", "t"), Map.of("id", "2", "v", "back", "gone", "f"));
    }
}
