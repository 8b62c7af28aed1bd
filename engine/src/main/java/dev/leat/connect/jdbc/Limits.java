package dev.leat.connect.jdbc;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;

/**
 * What writing may take of a server.
 *
 * @param connections open at a time by one pipeline
 * @param lock        how long to wait for a lock
 * @param statement   how long a statement may take
 */
public record Limits(int connections, Duration lock, Duration statement) implements Serializable {
    /** One that leads and two that fill. */
    public static final int CONNECTIONS = 3;

    public Limits {
        if (connections < 1) {
            throw new IllegalArgumentException("connections is " + connections + "; it needs at least 1");
        }
        if (lock.isNegative() || lock.isZero() || statement.isNegative() || statement.isZero()) {
            throw new IllegalArgumentException("lockTimeout and statementTimeout are longer than nothing, as in PT1M");
        }
    }

    public static Limits of(Optional<Integer> connections, Optional<Duration> lock, Optional<Duration> statement) {
        return new Limits(connections.orElse(CONNECTIONS), lock.orElse(Duration.ofMinutes(1)), statement.orElse(Duration.ofHours(1)));
    }

    /** How many tasks may fill a staging table while the connection that leads stays open. */
    int fillers() {
        return Math.max(1, connections - 1);
    }

    /** The server ends a statement before its client gives it up. */
    Duration silence() {
        return statement.plusMinutes(1);
    }
}
