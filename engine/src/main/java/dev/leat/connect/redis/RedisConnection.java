package dev.leat.connect.redis;

import dev.leat.model.Connection;
import dev.leat.model.Embedded;
import dev.leat.model.Secret;
import java.io.Serializable;
import java.util.Optional;

/**
 * The keys of {@code type: redis}.
 *
 * @param url      {@code redis://[user[:password]@]host[:port][/database]}, or {@code rediss://} for TLS
 * @param password wins over the one in the URL
 */
public record RedisConnection(Optional<String> url, Optional<Secret> password, Optional<Embedded> embedded) implements Connection {

    public RedisConnection {
        if (url.isPresent() == embedded.isPresent()) {
            throw new IllegalArgumentException("a redis connection has either url or embedded");
        }
        url.ifPresent(RedisAddress::of);
    }

    RedisAddress address() {
        return RedisAddress.of(url.orElseThrow(() -> new IllegalStateException("the embedded server was not started")));
    }

    @Override
    public RedisConnection served(String address, Optional<String> user, Optional<Secret> secret) {
        return new RedisConnection(Optional.of(address), secret, Optional.empty());
    }

    /** Without what a URL says of users and passwords. */
    @Override
    public String toString() {
        return url.isPresent() ? address().toString() : "embedded redis";
    }

    private Object writeReplace() {
        return new Flat(url.orElse(null), password.orElse(null), embedded.orElse(null));
    }

    private record Flat(String url, Secret password, Embedded embedded) implements Serializable {
        private Object readResolve() {
            return new RedisConnection(Optional.ofNullable(url), Optional.ofNullable(password), Optional.ofNullable(embedded));
        }
    }
}
