package dev.leat.connect.kafka;

import dev.leat.model.Connection;
import dev.leat.model.Embedded;
import dev.leat.model.Secret;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code type: kafka}. An entity is a topic ({@code orders}, {@code "shop.public.orders"}), or as a source all topics that a pattern fits ({@code events.*}).
 *
 * @param url       brokers to begin with, separated by commas: {@code a:9092,b:9092}
 * @param user      to log in with (SASL), with {@code password}
 * @param mechanism {@code plain}, {@code scram-sha-256} or {@code scram-sha-512}, the last when absent
 * @param tls       {@code true} to talk in TLS; implied by {@code ca}
 * @param ca        a PEM file with the certificates to trust, relative to the workspace; absent: those that Java trusts
 * @param registry  address of a schema registry ({@code https://registry:8081}) that knows the schemas of Avro records
 * @param registryUser to log in there with, with {@code registryPassword}
 * @param avro      by topic a file with the schema of its Avro records that come without the number of one, relative to the workspace
 * @param embedded  a server that Leat starts, in place of {@code url}
 */
public record KafkaSettings(Optional<String> url, Optional<String> user, Optional<Secret> password, Optional<String> mechanism, Optional<Boolean> tls, Optional<String> ca,
                            Optional<String> registry, Optional<String> registryUser, Optional<Secret> registryPassword, Map<String, String> avro, Optional<Embedded> embedded) implements Connection {
    private static final List<String> MECHANISMS = List.of("plain", "scram-sha-256", "scram-sha-512");
    private static final String BROKER = "(\\[[0-9a-fA-F:.]+]|[^:@/\\s,]+):\\d{1,5}";

    public KafkaSettings {
        avro = Map.copyOf(avro);
        if (registry.isPresent() && !registry.get().matches("https?://\\S+")) {
            throw new IllegalArgumentException("'registry' is no address; write https://host:8081");
        }
        if (registryUser.isPresent() != registryPassword.isPresent() || registryUser.isPresent() && registry.isEmpty()) {
            throw new IllegalArgumentException("'registry', 'registryUser' and 'registryPassword' go together");
        }
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
        return new KafkaSettings(Optional.of(address), name, secret, mechanism, tls, ca, registry, registryUser, registryPassword, avro, Optional.empty());
    }

    String brokers() {
        return url.orElseThrow(() -> new IllegalStateException("the embedded server was not started")).replaceAll("\\s", "");
    }

    boolean encrypted() {
        return ca.isPresent() || tls.orElse(false);
    }

    boolean hasAvro() {
        return registry.isPresent() || !avro.isEmpty();
    }

    private Object writeReplace() {
        return new Flat(url.orElse(null), user.orElse(null), password.orElse(null), mechanism.orElse(null), tls.orElse(null), ca.orElse(null), registry.orElse(null), registryUser.orElse(null), registryPassword.orElse(null),
            avro, embedded.orElse(null));
    }

    /** Optional is not serializable; executors get this. */
    private record Flat(String url, String user, Secret password, String mechanism, Boolean tls, String ca, String registry, String registryUser,
                        Secret registryPassword, Map<String, String> avro, Embedded embedded) implements Serializable {
        private Object readResolve() {
            return new KafkaSettings(Optional.ofNullable(url), Optional.ofNullable(user), Optional.ofNullable(password), Optional.ofNullable(mechanism), Optional.ofNullable(tls),
                Optional.ofNullable(ca), Optional.ofNullable(registry), Optional.ofNullable(registryUser), Optional.ofNullable(registryPassword), avro, Optional.ofNullable(embedded));
        }
    }
}
