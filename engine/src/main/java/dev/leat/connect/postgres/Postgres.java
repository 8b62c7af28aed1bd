package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.Jdbc;
import dev.leat.connect.jdbc.Limits;
import dev.leat.model.Connection;
import dev.leat.model.Embedded;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Secret;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;

/**
 * Keys of a connection of type {@code postgres}.
 *
 * @param url      {@code jdbc:postgresql://host:5432/database}
 * @param user     name to log in with
 * @param password its password
 * @param embedded instead of a url: a server that Leat starts itself
 * @param connections how many may be open at a time while it is written to; absent: {@link Limits#CONNECTIONS}
 * @param lockTimeout how long a write waits for a lock; absent: a minute
 * @param statementTimeout how long a statement that writes may take, without COPY; absent: an hour
 */
public record Postgres(Optional<String> url, Optional<String> user, Optional<Secret> password, Optional<Embedded> embedded, Optional<Integer> connections,
                       Optional<Duration> lockTimeout, Optional<Duration> statementTimeout) implements Connection {

    public Postgres {
        Limits.of(connections, lockTimeout, statementTimeout);
        if (url.isPresent() == embedded.isPresent()) {
            throw new IllegalArgumentException("it needs either url or embedded; write url: \"jdbc:postgresql://host:5432/database\" or embedded: {}");
        }
        if (url.isPresent() && !url.get().startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("url begins with jdbc:postgresql:, as in jdbc:postgresql://host:5432/database");
        }
    }

    public Postgres(Optional<String> url, Optional<String> user, Optional<Secret> password, Optional<Embedded> embedded) {
        this(url, user, password, embedded, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public Connection served(String address, Optional<String> name, Optional<Secret> secret) {
        return new Postgres(Optional.of(address), name, secret, Optional.empty(), connections, lockTimeout, statementTimeout);
    }

    Jdbc jdbc(String connection) {
        String address = url.orElseThrow(() -> new LeatException(Kind.WORKSPACE, "connections." + connection, "its embedded server does not run", "Start it with leat up, or use leat run"));
        return new Jdbc(address, user, password, Optional.of(org.postgresql.Driver.class.getName()), connections, lockTimeout, statementTimeout);
    }

    private Object writeReplace() {
        return new Flat(url.orElse(null), user.orElse(null), password.orElse(null), embedded.orElse(null), connections.orElse(null), lockTimeout.orElse(null),
            statementTimeout.orElse(null));
    }

    private record Flat(String url, String user, Secret password, Embedded embedded, Integer connections, Duration lock, Duration statement) implements Serializable {
        private Object readResolve() {
            return new Postgres(Optional.ofNullable(url), Optional.ofNullable(user), Optional.ofNullable(password), Optional.ofNullable(embedded), Optional.ofNullable(connections),
                Optional.ofNullable(lock), Optional.ofNullable(statement));
        }
    }
}
