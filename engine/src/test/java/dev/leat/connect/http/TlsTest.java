package dev.leat.connect.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.leat.connect.Finding;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final String PASSWORD = "changeit";
    @TempDir
    private Path folder;
    private HttpsServer server;

    @BeforeEach
    void serve() throws Exception {
        keytool("-genkeypair", "-alias", "own", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost", "-validity", "2");
        keytool("-exportcert", "-rfc", "-alias", "own", "-file", folder.resolve("ca.pem").toString());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("server.p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            byte[] body = "[{\"id\": 1}]".getBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", folder.resolve("server.p12").toString(), "-storepass", PASSWORD, "-storetype", "PKCS12"));
        assertThat(new ProcessBuilder(command).redirectErrorStream(true).start().waitFor()).isZero();
    }

    private List<Finding> check(String yaml) {
        return new HttpConnector().check(TestApi.at("https://localhost:" + server.getAddress().getPort(), folder, yaml + "entities: {things: {path: things}}").site());
    }

    @Test
    void ownAuthorityIsTrustedWhereItIsNamed() {
        assertThat(check("ca: ca.pem\n")).singleElement().satisfies(finding -> assertThat(finding.problem()).isEmpty());
    }

    @Test
    void unknownAuthorityIsSaidAndNotTriedAgain() {
        assertThat(check("")).singleElement().satisfies(finding -> assertThat(finding.problem().orElseThrow().toString()).contains("'ca'", "certif"));
    }

    @Test
    void fileThatIsNoAuthorityIsSaid() {
        assertThat(check("ca: none.pem\n")).singleElement().satisfies(finding -> assertThat(finding.problem().orElseThrow().where()).isEqualTo("connections.api.ca"));
    }
}
