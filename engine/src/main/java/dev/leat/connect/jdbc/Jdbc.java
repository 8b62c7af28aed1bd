package dev.leat.connect.jdbc;

import dev.leat.model.Connection;
import dev.leat.model.Secret;
import java.io.Serializable;
import java.util.Optional;

/**
 * Keys of a connection of type {@code jdbc}.
 *
 * @param url      {@code jdbc:<database>:...}
 * @param user     name to log in with
 * @param password its password
 * @param driver   class of the driver; absent: the first that takes the URL, from the class path and the workspace's {@code lib/}
 */
public record Jdbc(String url, Optional<String> user, Optional<Secret> password, Optional<String> driver) implements Connection {

    public Jdbc {
        if (!url.startsWith("jdbc:")) {
            throw new IllegalArgumentException("url begins with jdbc:, as in jdbc:mariadb://host:3306/database");
        }
    }

    private Object writeReplace() {
        return new Flat(url, user.orElse(null), password.orElse(null), driver.orElse(null));
    }

    private record Flat(String url, String user, Secret password, String driver) implements Serializable {
        private Object readResolve() {
            return new Jdbc(url, Optional.ofNullable(user), Optional.ofNullable(password), Optional.ofNullable(driver));
        }
    }
}
