package dev.leat.connect.jdbc;

import dev.leat.model.Connection;
import dev.leat.model.Secret;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;

/**
 * Keys of a connection of type {@code jdbc}.
 *
 * @param url      {@code jdbc:<database>:...}
 * @param user     name to log in with
 * @param password its password
 * @param driver   class of the driver; absent: the first that takes the URL, from the class path and the workspace's {@code lib/}
 * @param connections how many may be open at a time while it is written to; absent: {@link Limits#CONNECTIONS}
 * @param lockTimeout how long a write waits for a lock; absent: a minute
 * @param statementTimeout how long a statement that writes may take; absent: an hour
 */
public record Jdbc(String url, Optional<String> user, Optional<Secret> password, Optional<String> driver, Optional<Integer> connections, Optional<Duration> lockTimeout,
                   Optional<Duration> statementTimeout) implements Connection {

    public Jdbc {
        Limits.of(connections, lockTimeout, statementTimeout);
        if (!url.startsWith("jdbc:")) {
            throw new IllegalArgumentException("url begins with jdbc:, as in jdbc:mariadb://host:3306/database");
        }
    }

    public Jdbc(String url, Optional<String> user, Optional<Secret> password, Optional<String> driver) {
        this(url, user, password, driver, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Limits limits() {
        return Limits.of(connections, lockTimeout, statementTimeout);
    }

    private Object writeReplace() {
        return new Flat(url, user.orElse(null), password.orElse(null), driver.orElse(null), connections.orElse(null), lockTimeout.orElse(null), statementTimeout.orElse(null));
    }

    private record Flat(String url, String user, Secret password, String driver, Integer connections, Duration lock, Duration statement) implements Serializable {
        private Object readResolve() {
            return new Jdbc(url, Optional.ofNullable(user), Optional.ofNullable(password), Optional.ofNullable(driver), Optional.ofNullable(connections), Optional.ofNullable(lock),
                Optional.ofNullable(statement));
        }
    }
}
