package dev.leat.connect.elasticsearch;

import dev.leat.model.Connection;
import dev.leat.model.Embedded;
import dev.leat.model.Secret;
import java.io.Serializable;
import java.util.Optional;

/**
 * {@code type: elasticsearch}.
 *
 * @param url      addresses of nodes or of a proxy, separated by commas, all with one scheme and path: {@code https://a:9200,https://b:9200}. Only these are
 *                 called. Without a port: 9200 for http, 443 for https
 * @param user     for basic authentication, with {@code password}
 * @param apiKey   the encoded key ({@code id:key} in Base64), in place of a user
 * @param ca       a PEM file with the certificates to trust, relative to the workspace; absent: those that Java trusts
 * @param embedded a server that Leat starts, in place of {@code url}
 */
public record ElasticsearchSettings(Optional<String> url, Optional<String> user, Optional<Secret> password, Optional<Secret> apiKey,
                                    Optional<String> ca, Optional<Embedded> embedded) implements Connection {

    public ElasticsearchSettings {
        if (url.isEmpty() && embedded.isEmpty()) {
            throw new IllegalArgumentException("'url' is missing; add it, such as https://search:9200, or 'embedded: {}'");
        }
        if (user.isPresent() != password.isPresent()) {
            throw new IllegalArgumentException("'user' and 'password' go together; '" + (user.isPresent() ? "password" : "user") + "' is missing");
        }
        if (user.isPresent() && apiKey.isPresent()) {
            throw new IllegalArgumentException("'user' and 'apiKey' exclude each other");
        }
        url.ifPresent(Addresses::of);
    }

    @Override
    public Connection served(String address, Optional<String> name, Optional<Secret> secret) {
        return new ElasticsearchSettings(Optional.of(address), name, secret, Optional.empty(), ca, embedded);
    }

    Addresses addresses() {
        return Addresses.of(url.orElseThrow());
    }

    private Object writeReplace() {
        return new Flat(url.orElse(null), user.orElse(null), password.orElse(null), apiKey.orElse(null), ca.orElse(null), embedded.orElse(null));
    }

    /** Optional is not serializable; executors get this. */
    private record Flat(String url, String user, Secret password, Secret apiKey, String ca, Embedded embedded) implements Serializable {
        private Object readResolve() {
            return new ElasticsearchSettings(Optional.ofNullable(url), Optional.ofNullable(user), Optional.ofNullable(password),
                Optional.ofNullable(apiKey), Optional.ofNullable(ca), Optional.ofNullable(embedded));
        }
    }
}
