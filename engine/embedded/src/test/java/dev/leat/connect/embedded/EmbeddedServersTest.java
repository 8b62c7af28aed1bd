package dev.leat.connect.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {
    @TempDir
    Path root;

    @AfterEach
    void stop() {
        EmbeddedServers.at(root).stopAll();
    }

    @Test
    void missingArchiveSaysWhereItComesFrom() {
        String servers = System.getProperty("leat.servers");
        System.setProperty("leat.servers", root.toString());
        try {
            assertThatThrownBy(() -> EmbeddedServers.at(root).start("cache", "redis", Optional.empty(), Keep.running()))
                    .isInstanceOf(ServerException.class)
                    .hasMessage(root + ": has no embedded-redis-*. The archives come with `mvn -pl engine/embedded -am package`.");
        } finally {
            System.setProperty("leat.servers", servers);
        }
    }

    @Test
    void unknownTypeIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> EmbeddedServers.at(root).start("x", "oracle", Optional.empty(), Keep.running()))
                .hasMessageContaining("oracle").hasMessageContaining("elasticsearch").hasMessageContaining("postgres").hasMessageContaining("redis");
    }

    @Test
    void seedForAServerThatTakesNoneIsRefused() throws Exception {
        Path seed = Files.writeString(root.resolve("seed.json"), "{}");
        assertThatThrownBy(() -> EmbeddedServers.at(root).start("x", "elasticsearch", Optional.of(seed), Keep.running()))
                .hasMessageContaining("takes no seed");
    }

    @Test
    void nameThatLeavesTheFolderIsRefused() {
        assertThatThrownBy(() -> EmbeddedServers.at(root).start("../x", "redis", Optional.empty(), Keep.running()))
                .hasMessageContaining("'../x'");
    }

    @Test
    void dataOfAnotherTypeIsNotTouched() {
        EmbeddedServers.at(root).start("x", "redis", Optional.empty(), Keep.running());
        assertThatThrownBy(() -> EmbeddedServers.at(root).start("x", "elasticsearch", Optional.empty(), Keep.running()))
                .hasMessageContaining("holds the data of a server of type redis");
    }

    @Test
    void elasticsearchWithSecurityHasAPassword() throws Exception {
        Server server = EmbeddedServers.at(root).start("search", "elasticsearch", Optional.empty(), Keep.running(),
                Map.of("xpack.security.enabled", "true"));

        assertThat(server.user()).contains("elastic");
        assertThat(status(server, Optional.empty())).isEqualTo(401);
        assertThat(status(server, server.password())).isEqualTo(200);
    }

    private static int status(Server server, Optional<String> password) throws Exception {
        var http = (java.net.HttpURLConnection) java.net.URI.create(server.address()).toURL().openConnection();
        password.ifPresent(p -> http.setRequestProperty("Authorization",
                "Basic " + java.util.Base64.getEncoder().encodeToString(("elastic:" + p).getBytes())));
        return http.getResponseCode();
    }
}
