package dev.leat.breaking;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Several connections that insert, update, change keys and delete in a table of {@link Everywhere} until it is closed, in short transactions and in long ones that others overtake. It goes on when
 * the server has died and is back: of a transaction that was under way then nobody knows whether it counts, but the table itself.
 */
final class RandomLoad implements AutoCloseable {
    private static final int WRITERS = 3;
    private static final int KEYS = 3000;
    private static final int REST_MILLIS = 80;
    /** Two writers were in each other's way: unique, deadlock, serialization, lock timeout. */
    private static final Set<String> IN_THE_WAY = Set.of("23505", "40P01", "40001", "55P03");

    private final String table;
    private final AtomicLong committed = new AtomicLong();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> writers = new ArrayList<>();
    private volatile boolean ends;

    RandomLoad(String table, Random random) {
        this.table = table;
        for (int i = 0; i <= WRITERS; i++) {
            Random own = new Random(random.nextLong());
            boolean slow = i == 0;
            writers.add(threads.submit(() -> write(own, slow)));
        }
    }

    /** Transactions so far. */
    long committed() {
        return committed.get();
    }

    private Void write(Random random, boolean slow) throws InterruptedException {
        while (!ends) {
            try (Connection connection = RealServers.connectAsItIs(); Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                while (!ends) {
                    transaction(connection, statement, random, slow);
                }
            } catch (SQLException e) {
                if (!String.valueOf(e.getSQLState()).matches("08...|57P0.")) {
                    throw new IllegalStateException(e);
                }
                Thread.sleep(50); // it is gone, and will be back
            }
        }
        return null;
    }

    private void transaction(Connection connection, Statement statement, Random random, boolean slow) throws SQLException, InterruptedException {
        try {
            int size = slow ? 20 + random.nextInt(40) : 1 + random.nextInt(5);
            for (int i = 0; i < size; i++) {
                statement.execute(change(random));
                if (slow) {
                    Thread.sleep(random.nextInt(REST_MILLIS));
                }
            }
            if (random.nextInt(10) == 0) {
                connection.rollback();
            } else {
                connection.commit();
                committed.incrementAndGet();
            }
        } catch (SQLException e) {
            if (!IN_THE_WAY.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            connection.rollback();
        }
        Thread.sleep(random.nextInt(REST_MILLIS));
    }

    private String change(Random random) {
        int key = random.nextInt(KEYS);
        int other = random.nextInt(KEYS);
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> "insert into " + table + " values (" + key + ", 'i" + random.nextInt(1000) + "', " + random.nextInt(9999) / 100.0 + ", 0, date '2010-01-01' + " + random.nextInt(4000) + ", "
                + (random.nextInt(4) == 0 ? "repeat('" + random.nextInt(1000) + "', 2000)" : "null") + ") on conflict do nothing";
            case 3, 4, 5, 6, 8 -> "update " + table + " set name = 'u" + random.nextInt(1000) + "', changed = changed + 1 where id between " + key + " and " + (key + random.nextInt(4));
            case 7 -> "update " + table + " set note = repeat('" + random.nextInt(1000) + "', 2500), changed = changed + 1 where id = " + key;
            case 9 -> "update " + table + " set id = " + other + " where id = " + key + " and not exists (select from " + table + " where id = " + other + ")";
            case 10 -> "delete from " + table + " where id between " + key + " and " + (key + random.nextInt(5));
            default -> "update " + table + " set amount = amount + 1, changed = changed + 1 where id = " + key;
        };
    }

    /** Returns when the last transaction has ended. @throws IllegalStateException what a writer could not expect */
    @Override
    public void close() {
        ends = true;
        threads.shutdown();
        for (Future<?> writer : writers) {
            try {
                writer.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
