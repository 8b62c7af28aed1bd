package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.Jdbc;
import dev.leat.model.Connection;
import dev.leat.model.Embedded;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Secret;
import java.io.Serializable;
import java.util.Optional;

/**
 * Keys of a connection of type {@code postgres}.
 *
 * @param url      {@code jdbc:postgresql://host:5432/database}
 * @param user     name to log in with
 * @param password its password
 * @param embedded instead of a url: a server that Leat starts itself
 */
public record Postgres(Optional<String> url, Optional<String> user, Optional<Secret> password, Optional<Embedded> embedded) implements Connection {

    public Postgres {
        if (url.isPresent() == embedded.isPresent()) {
            throw new IllegalArgumentException("it needs either url or embedded; write url: \"jdbc:postgresql://host:5432/database\" or embedded: {}");
        }
        if (url.isPresent() && !url.get().startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("url begins with jdbc:postgresql:, as in jdbc:postgresql://host:5432/database");
        }
    }

    @Override
    public Connection served(String address, Optional<String> name, Optional<Secret> secret) {
        return new Postgres(Optional.of(address), name, secret, Optional.empty());
    }

    Jdbc jdbc(String connection) {
        String address = url.orElseThrow(() -> new LeatException(Kind.WORKSPACE, "connections." + connection, "its embedded server does not run", "Start it with leat up, or use leat run"));
        return new Jdbc(address, user, password, Optional.of(org.postgresql.Driver.class.getName()));
    }

    private Object writeReplace() {
        return new Flat(url.orElse(null), user.orElse(null), password.orElse(null), embedded.orElse(null));
    }

    private record Flat(String url, String user, Secret password, Embedded embedded) implements Serializable {
        private Object readResolve() {
            return new Postgres(Optional.ofNullable(url), Optional.ofNullable(user), Optional.ofNullable(password), Optional.ofNullable(embedded));
        }
    }
}
