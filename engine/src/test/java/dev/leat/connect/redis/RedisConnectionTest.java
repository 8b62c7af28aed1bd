package dev.leat.connect.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connect.Connectors;
import dev.leat.model.Connection;
import dev.leat.model.Kinds;
import dev.leat.model.Problem;
import dev.leat.model.Problems;
import dev.leat.model.Secret;
import dev.leat.model.Workspace;
import dev.leat.model.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedisConnectionTest {
    @Test
    void aUrlHasDefaultsAndDecodedCredentials() {
        assertThat(RedisAddress.of("redis://cache")).isEqualTo(new RedisAddress(false, Optional.empty(), Optional.empty(), "cache", 6379, 0));
        assertThat(RedisAddress.of("rediss://app:a%2Fb+c@my_cache.internal:7000/3"))
            .isEqualTo(new RedisAddress(true, Optional.of("app"), Optional.of("a/b+c"), "my_cache.internal", 7000, 3));
        assertThat(RedisAddress.of("redis://:secret@[::1]:1")).isEqualTo(new RedisAddress(false, Optional.empty(), Optional.of("secret"), "::1", 1, 0));
    }

    @Test
    void addressesThatAreNoneAreToldWithoutTheirText() {
        assertThat(problems("{type: redis, url: 'http://user:hunter2@host'}"))
            .containsExactly("leat.yaml: connections.cache: url is no address of a Redis; write redis://host:6379/0, with TLS rediss://host:6379/0. Correct it.");
    }

    @Test
    void eitherAnAddressOrAnEmbeddedServerIsNamed() {
        String either = "leat.yaml: connections.cache: a redis connection has either url or embedded. Correct it.";
        assertThat(problems("{type: redis}")).containsExactly(either);
        assertThat(problems("{type: redis, url: 'redis://a', embedded: {}}")).containsExactly(either);
        assertThat(problems("{type: redis, url: 'redis://a', host: a}")).containsExactly("leat.yaml: connections.cache.host: the key 'host' is not known. "
            + "Use one of [embedded, password, type, url].");
    }

    @Test
    void anEmbeddedServerFillsInItsAddress() {
        RedisConnection embedded = new RedisConnection(Optional.empty(), Optional.empty(), Optional.of(new dev.leat.model.Embedded(Optional.empty())));
        assertThat(embedded.served("redis://127.0.0.1:1/0", Optional.empty(), Optional.empty()).address().port()).isEqualTo(1);
    }

    @Test
    void aConnectionAsTextShowsNoCredentials() {
        RedisConnection connection = new RedisConnection(Optional.of("redis://u:hunter2@host"), Optional.of(new Secret("hunter3")), Optional.empty());
        assertThat(connection).hasToString("redis://host:6379/0");
    }

    private static List<String> problems(String connection) {
        Problems problems = new Problems();
        Kinds kinds = new Kinds(Map.of(Connection.class, Connectors.settings()));
        Yaml.tree("leat.yaml", "workspace: w\nlake: l\nconnections: {cache: " + connection + "}", problems)
            .ifPresent(tree -> Yaml.bind(tree, Workspace.class, kinds, "leat.yaml", problems));
        return problems.list().stream().map(Problem::toString).toList();
    }
}
