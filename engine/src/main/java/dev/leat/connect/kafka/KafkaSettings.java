package dev.leat.connect.kafka;

import dev.leat.model.Connection;
import dev.leat.model.Embedded;
import dev.leat.model.Secret;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * {@code type: kafka}. An entity is a topic ({@code orders}, {@code "shop.public.orders"}).
 *
 * @param url       brokers to begin with, separated by commas: {@code a:9092,b:9092}
 * @param user      to log in with (SASL), with {@code password}
 * @param mechanism {@code plain}, {@code scram-sha-256} or {@code scram-sha-512}, the last when absent
 * @param tls       {@code true} to talk in TLS; implied by {@code ca}
 * @param ca        a PEM file with the certificates to trust, relative to the workspace; absent: those that Java trusts
 * @param embedded  a server that Leat starts, in place of {@code url}
 */
public record KafkaSettings(Optional<String> url, Optional<String> user, Optional<Secret> password, Optional<String> mechanism, Optional<Boolean> tls, Optional<String> ca,
                            Optional<Embedded> embedded) implements Connection {
    private static final List<String> MECHANISMS = List.of("plain", "scram-sha-256", "scram-sha-512");
    private static final String BROKER = "(\\[[0-9a-fA-F:.]+]|[^:@/\\s,]+):\\d{1,5}";

    public KafkaSettings {
        if (url.isPresent() == embedded.isPresent()) {
            throw new IllegalArgumentException("a kafka connection has either url or embedded");
        }
        if (url.isPresent() && !url.get().matches(BROKER + "(\\s*,\\s*" + BROKER + ")*")) {
            throw new IllegalArgumentException("'url' is no list of brokers; write host:9092,other:9092");
        }
        if (user.isPresent() != password.isPresent()) {
            throw new IllegalArgumentException("'user' and 'password' go together; '" + (user.isPresent() ? "password" : "user") + "' is missing");
        }
        if (mechanism.isPresent() && !MECHANISMS.contains(mechanism.get())) {
            throw new IllegalArgumentException("the mechanism '" + mechanism.get() + "' is not known; use one of " + MECHANISMS);
        }
        if (ca.isPresent() && tls.isPresent() && !tls.get()) {
            throw new IllegalArgumentException("'ca' and 'tls: false' exclude each other");
        }
    }

    @Override
    public Connection served(String address, Optional<String> name, Optional<Secret> secret) {
        return new KafkaSettings(Optional.of(address), name, secret, mechanism, tls, ca, Optional.empty());
    }

    String brokers() {
        return url.orElseThrow(() -> new IllegalStateException("the embedded server was not started")).replaceAll("\\s", "");
    }

    boolean encrypted() {
        return ca.isPresent() || tls.orElse(false);
    }

    private Object writeReplace() {
        return new Flat(url.orElse(null), user.orElse(null), password.orElse(null), mechanism.orElse(null), tls.orElse(null), ca.orElse(null), embedded.orElse(null));
    }

    /** Optional is not serializable; executors get this. */
    private record Flat(String url, String user, Secret password, String mechanism, Boolean tls, String ca, Embedded embedded) implements Serializable {
        private Object readResolve() {
            return new KafkaSettings(Optional.ofNullable(url), Optional.ofNullable(user), Optional.ofNullable(password), Optional.ofNullable(mechanism), Optional.ofNullable(tls),
                Optional.ofNullable(ca), Optional.ofNullable(embedded));
        }
    }
}
