package dev.leat.connect.http;

import dev.leat.model.Connection;
import dev.leat.model.Embedded;
import dev.leat.model.EntityName;
import dev.leat.model.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code type: http}: JSON over REST.
 *
 * @param url          what the paths of all entities begin with, such as {@code https://api.example.com/v2}; no parameters
 * @param auth         how requests show who sends them; absent: not at all
 * @param headers      of every request
 * @param params       of every request, after {@code ?}
 * @param entities     by name, each an endpoint
 * @param rate         how many requests are sent at most; absent: as fast as the API answers. {@code Retry-After} is followed in any case
 * @param timeout      of one answer, from the request to its last byte; 30 s
 * @param maxMegabytes the largest answer that is taken, unpacked; 32
 * @param parallel     pages that are asked for at once, where the number of pages is known beforehand; 4
 * @param ca           a PEM file with the certificates to trust, relative to the workspace; absent: those that Java trusts
 * @param embedded     an API for trying that Leat starts, in place of {@code url} and {@code auth}
 */
public record HttpSettings(Optional<String> url, Optional<Auth> auth, Map<String, Secret> headers, Map<String, String> params, Map<String, Endpoint> entities,
                           Optional<Rate> rate, Optional<Duration> timeout, Optional<Integer> maxMegabytes, Optional<Integer> parallel, Optional<String> ca,
                           Optional<Embedded> embedded) implements Connection {

    /** No more than {@code requests} begin in any time {@code per}. */
    public record Rate(int requests, Duration per) implements java.io.Serializable {
        public Rate {
            if (requests < 1 || per.isZero()) {
                throw new IllegalArgumentException("a rate is at least one request in a time, such as {requests: 10, per: 1s}");
            }
        }
    }

    public HttpSettings {
        headers = ordered(headers);
        params = ordered(params);
        entities = ordered(entities);
        if (url.isPresent() == embedded.isPresent()) {
            throw new IllegalArgumentException(url.isPresent() ? "'url' and 'embedded' exclude each other" : "'url' is missing; add it, such as https://api.example.com/v2");
        }
        url.ifPresent(HttpSettings::address);
        if (entities.isEmpty()) {
            throw new IllegalArgumentException("'entities' is missing; name at least one endpoint, such as {campaigns: {path: /campaigns}}");
        }
        entities.keySet().forEach(EntityName::of);
        if (maxMegabytes.orElse(1) < 1 || maxMegabytes.orElse(1) > 1024 || parallel.orElse(1) < 1 || parallel.orElse(1) > 64) {
            throw new IllegalArgumentException("'maxMegabytes' is 1 to 1024, 'parallel' 1 to 64");
        }
    }

    static <V> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    private static URI address(String url) {
        URI address = URI.create(url.endsWith("/") ? url : url + "/");
        if (address.getHost() == null || !"http".equals(address.getScheme()) && !"https".equals(address.getScheme())) {
            throw new IllegalArgumentException("'url' is no address such as https://api.example.com/v2");
        }
        if (address.getRawUserInfo() != null || address.getRawQuery() != null || address.getRawFragment() != null) {
            throw new IllegalArgumentException("'url' ends with its path; write parameters under 'params' and who you are under 'auth'");
        }
        return address;
    }

    /** Ends with a slash. */
    URI address() {
        return address(url.orElseThrow());
    }

    Duration patience() {
        return timeout.orElse(Duration.ofSeconds(30));
    }

    int largest() {
        return maxMegabytes.orElse(32) << 20;
    }

    @Override
    public Connection served(String address, Optional<String> name, Optional<Secret> secret) {
        Optional<Auth> login = name.isEmpty() ? auth : Optional.of(Auth.of(new Auth.OAuth("/oauth/token", name.get(), secret.orElseThrow(), Optional.empty(), Map.of())));
        return new HttpSettings(Optional.of(address), login, headers, params, entities, rate, timeout, maxMegabytes, parallel, ca, Optional.empty());
    }

    private Object writeReplace() {
        return Portable.of(this);
    }
}
