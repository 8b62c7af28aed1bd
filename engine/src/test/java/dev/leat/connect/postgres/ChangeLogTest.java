package dev.leat.connect.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.model.Capture;
import dev.leat.model.EntityName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The parts in which a table's changes are taken. */
class ChangeLogTest {
    private static final long STEP = 64 << 10;
    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.of("change_log");
    }

    @AfterAll
    static void close() {
        shop.close();
        shop.run("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database = current_database()");
    }

    @BeforeEach
    void table() {
        shop.close();
        shop.run("DROP TABLE IF EXISTS log", "CREATE TABLE log (id int PRIMARY KEY, v text)");
    }

    private Optional<Range> next(Reading reading, JsonNode position) throws SQLException {
        try (Connection connection = shop.database().connect()) {
            Relation relation = Catalog.relation(connection, EntityName.of("log")).orElseThrow();
            return new ChangeLog(connection, relation, reading, "log", STEP).next(Optional.of(position), () -> 0);
        }
    }

    private List<Integer> ids(Reading reading, Range range) {
        return shop.read(reading, range).select("id").collectAsList().stream().map(row -> row.getInt(0)).toList();
    }

    @Test
    void aBacklogIsTakenInPiecesAndATransactionWhole() throws SQLException {
        Reading reading = shop.reading("log", Capture.of("change"));
        Range range = shop.first(reading);
        shop.read(reading, range).count();
        shop.close();
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int size = i == 10 ? 3000 : 100;
            shop.run("INSERT INTO log SELECT n, repeat('v', 100) FROM generate_series(" + expected.size() + ", " + (expected.size() + size - 1) + ") n");
            for (int n = 0; n < size; n++) {
                expected.add(expected.size());
            }
        }
        List<Integer> read = new ArrayList<>();
        int pieces = 0;
        // The server writes to its log for others too, so that there may be more of it and nothing in it
        for (Optional<Range> next = next(reading, range.position()); next.isPresent(); next = next(reading, range.position())) {
            range = next.get();
            List<Integer> piece = ids(reading, range);
            assertThat(ids(reading, range)).isEqualTo(piece); // as often as wanted
            read.addAll(piece);
            pieces++;
        }
        assertThat(read).isEqualTo(expected);
        assertThat(pieces).isBetween(4, 25);
        assertThat(next(reading, range.position())).isEmpty();
    }

    @Test
    void transactionsComeInTheOrderOfTheirCommitsAndOnesThatAreOpenLater() throws SQLException {
        Reading reading = shop.reading("log", Capture.of("change"));
        Range first = shop.first(reading);
        shop.read(reading, first).count();
        shop.close();
        try (Connection slow = shop.database().connect(); Statement statement = slow.createStatement(); Connection undone = shop.database().connect(); Statement other = undone.createStatement()) {
            slow.setAutoCommit(false);
            undone.setAutoCommit(false);
            statement.execute("INSERT INTO log VALUES (1, 'long')");
            other.execute("INSERT INTO log VALUES (7, 'never')");
            shop.run("INSERT INTO log VALUES (2, 'short')");
            Range second = next(reading, first.position()).orElseThrow();
            assertThat(ids(reading, second)).containsExactly(2);
            shop.run("INSERT INTO log VALUES (3, 'short')");
            statement.execute("INSERT INTO log VALUES (4, 'long')");
            slow.commit();
            undone.rollback();
            Range third = next(reading, second.position()).orElseThrow();
            assertThat(ids(reading, third)).containsExactly(3, 1, 4);
            assertThat(next(reading, third.position())).isEmpty();
        }
    }
}
