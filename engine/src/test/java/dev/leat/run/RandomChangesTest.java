package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever several connections do at the same time, and wherever captures die: at the end the lake has the table. */
class RandomChangesTest {
    private static final int WRITERS = 4;
    private static final int TRANSACTIONS = 60;
    private static final int KEYS = 40;
    /** Two writers were in each other's way: unique, deadlock, serialization, lock timeout. */
    private static final Set<String> IN_THE_WAY = Set.of("23505", "40P01", "40001", "55P03");
    @TempDir
    private Path folder;
    private ChangedTable table;

    @AfterEach
    void leaveNoSlot() {
        table.release();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void theLakeEndsWithWhatTheTableHas(long seed) throws Exception {
        table = new ChangedTable("random_changes", folder);
        TestPostgres.run("drop table if exists random_changes; create table random_changes (id int primary key, name text, amount numeric(10,2), note text);"
            + " alter table random_changes alter note set storage external; insert into random_changes select n, 'n' || n, n, repeat(n::text, 3000) from generate_series(1, 20) n");
        Random random = new Random(seed);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                long own = random.nextLong();
                work.add(writers.submit(() -> write(new Random(own))));
            }
            while (!work.stream().allMatch(Future::isDone)) {
                captureOrDie(random);
            }
            for (Future<?> one : work) {
                one.get();
            }
        } finally {
            writers.shutdownNow();
        }
        table.capture();
        table.capture();
        assertThat(lake()).as("seed " + seed).isEqualTo(TestPostgres.texts("select concat_ws('|', id, name, amount, md5(note)) from random_changes order by id"));
        assertThat(table.lake().groupBy("_leat_seq").count().where("count > 1").count()).isZero();
        assertThat(table.notes()).isEmpty();
    }

    private void captureOrDie(Random random) {
        int fate = random.nextInt(4);
        try {
            table.capture(source -> fate > 0 ? source : new DyingSource(source, () -> {
                throw new IllegalStateException("died");
            }));
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("died");
        }
    }

    private static Void write(Random random) throws SQLException {
        try (Connection connection = TestPostgres.connect(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set lock_timeout = '2s'");
            connection.commit();
            for (int i = 0; i < TRANSACTIONS; i++) {
                transaction(connection, statement, random);
            }
        }
        return null;
    }

    private static void transaction(Connection connection, Statement statement, Random random) throws SQLException {
        try {
            int size = random.nextInt(5) == 0 ? 30 : 1 + random.nextInt(4);
            for (int i = 0; i < size; i++) {
                statement.execute(change(random));
            }
            if (random.nextInt(8) == 0) {
                statement.execute("select pg_sleep(0.3)"); // a long one, that others overtake
            }
            if (random.nextInt(6) == 0) {
                connection.rollback();
            } else {
                connection.commit();
            }
        } catch (SQLException e) {
            connection.rollback();
            assertThat(IN_THE_WAY).contains(e.getSQLState());
        }
    }

    private static String change(Random random) {
        int key = random.nextInt(KEYS);
        int other = random.nextInt(KEYS);
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> "insert into random_changes values (" + key + ", 'i" + random.nextInt(1000) + "', " + random.nextInt(9999) / 100.0 + ", "
                + (random.nextBoolean() ? "repeat('" + random.nextInt(1000) + "', 2000)" : "null") + ") on conflict do nothing";
            case 4, 5, 6, 7, 8 -> "update random_changes set name = 'u" + random.nextInt(1000) + "' where id = " + key;
            case 9, 10 -> "update random_changes set note = repeat('" + random.nextInt(1000) + "', 2500) where id = " + key;
            case 11, 12 -> "update random_changes set id = " + other + " where id = " + key + " and not exists (select from random_changes where id = " + other + ")";
            case 13, 14 -> "delete from random_changes where id = " + key;
            default -> random.nextInt(12) == 0 ? "truncate random_changes" : "update random_changes set amount = amount + 1";
        };
    }

    private List<String> lake() {
        return Changes.newestOfEach(table.lake(), List.of("id")).where("_leat_op <> 'd'").orderBy("id")
            .selectExpr("concat_ws('|', id, name, amount, md5(note))").collectAsList().stream().map((Row row) -> row.getString(0)).toList();
    }
}
