package dev.leat.connect.elasticsearch;

import static dev.leat.connect.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.connect.Batches;
import dev.leat.connect.Destination;
import dev.leat.connect.Finding;
import dev.leat.connect.Site;
import dev.leat.connect.Trust;
import dev.leat.connect.Written;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import dev.leat.model.Secret;
import dev.leat.model.WriteMode;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with an own authority, basic authentication and API keys, checked by a proxy before the real server. */
class CredentialTest {
    private static final String BASIC = "Basic " + Base64.getEncoder().encodeToString("leat:pass word".getBytes());
    @TempDir
    private static Path folder;
    private static TestProxy proxy;

    @BeforeAll
    static void start() throws Exception {
        keytool("-genkeypair", "-alias", "server", "-keyalg", "RSA", "-dname", "CN=localhost", "-ext", "san=ip:127.0.0.1,dns:localhost", "-storetype", "PKCS12");
        keytool("-exportcert", "-alias", "server", "-rfc", "-file", folder.resolve("ca.pem").toString());
        System.setProperty("leat.env.LEAT_TEST_SEARCH_PASSWORD", "pass word");
        System.setProperty("leat.env.LEAT_TEST_SEARCH_KEY", "a2V5OnNlY3JldA==");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("server.p12"))) {
            store.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "changeit".toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        proxy = new TestProxy(TestServer.running().address(), Optional.of(tls), exchange -> {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            return BASIC.equals(authorization) || "ApiKey a2V5OnNlY3JldA==".equals(authorization) ? Optional.empty() : Optional.of(401);
        });
    }

    @AfterAll
    static void stop() {
        proxy.close();
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", folder.resolve("server.p12").toString(), "-storepass", "changeit"));
        assertThat(new ProcessBuilder(command).redirectErrorStream(true).start().waitFor()).isZero();
    }

    private static Site<ElasticsearchSettings> site(Optional<String> user, Optional<String> key, Optional<String> ca) {
        return new Site<>("secure", new ElasticsearchSettings(Optional.of("https://localhost:" + proxy.port()), user, user.map(name -> new Secret("${env:LEAT_TEST_SEARCH_PASSWORD}")),
            key.map(Secret::new), ca, Optional.empty()), folder.toString(), new Site.Retries(2, 10, 10));
    }

    private static void writes(Site<ElasticsearchSettings> site, String index) {
        Batches batches = new Batches(index, WriteMode.UPSERT, "name", "string");
        try (Destination destination = new ElasticsearchConnector().destination(site)) {
            destination.create(batches.entity(), batches.layout());
            assertThat(destination.write(batches.of(row("a", "c", 1L, "Ann")))).isEqualTo(new Written(1, 0, 0));
        }
        assertThat(TestServer.documents(EntityName.of(index))).containsOnlyKeys("a");
    }

    @Test
    void userAndPasswordOverTlsWithAnOwnAuthority() {
        writes(site(Optional.of("leat"), Optional.empty(), Optional.of("ca.pem")), "by_password");
    }

    @Test
    void apiKeyOverTlsWithAnOwnAuthority() {
        writes(site(Optional.empty(), Optional.of("${env:LEAT_TEST_SEARCH_KEY}"), Optional.of("ca.pem")), "by_key");
    }

    @Test
    void storeOfTheAuthorityIsForTheUserAlone() throws Exception {
        Path store = new Trust("connections.secure", folder.resolve("ca.pem")).storeFile();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store))).isEqualTo("rw-------");
        assertThat(new Trust("connections.secure", folder.resolve("ca.pem")).storeFile()).isEqualTo(store);
    }

    @Test
    void wrongCredentialIsTheWorkspacesFaultAndNotShown() {
        Site<ElasticsearchSettings> site = site(Optional.empty(), Optional.of("wrong-key-in-clear"), Optional.of("ca.pem"));
        try (Destination destination = new ElasticsearchConnector().destination(site)) {
            assertThatThrownBy(() -> destination.schema(EntityName.of("users"))).isInstanceOfSatisfying(LeatException.class, e -> {
                assertThat(e.kind()).isEqualTo(Kind.WORKSPACE);
                assertThat(e).hasMessageContaining("credential").hasMessageNotContaining("wrong-key-in-clear");
            });
        }
    }

    @Test
    void unknownAuthorityIsSaid() {
        Site<ElasticsearchSettings> site = site(Optional.of("leat"), Optional.empty(), Optional.empty());
        assertThat(new ElasticsearchConnector().check(site)).singleElement().extracting(finding -> finding.problem().orElseThrow().toString()).asString()
            .contains("connections.secure", "'ca'");
    }

    @Test
    void doctorTellsVersionAndHealth() {
        assertThat(new ElasticsearchConnector().check(site(Optional.of("leat"), Optional.empty(), Optional.of("ca.pem")))).extracting(Finding::what)
            .satisfiesExactly(version -> assertThat(version).startsWith("Elasticsearch 8."), health -> assertThat(health).startsWith("cluster health"));
        assertThat(new ElasticsearchConnector().check(site(Optional.of("leat"), Optional.empty(), Optional.of("none.pem")))).singleElement()
            .extracting(finding -> finding.problem().map(Problem::where).orElse("")).isEqualTo("connections.secure.ca");
    }
}
