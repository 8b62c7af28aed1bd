package dev.leat.connect.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.connect.Site;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Secret;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {

    private static LeatException failure(String url, String user, String password, String table) {
        Site<Jdbc> site = new Site<>("shop", new Jdbc(url, Optional.of(user), Optional.of(new Secret(password)), Optional.empty()), ".", new Site.Retries(2, 10, 10));
        try (var source = new JdbcConnector().source(site)) {
            source.schema(EntityName.of(table));
            throw new AssertionError("it did not fail");
        } catch (LeatException e) {
            return e;
        }
    }

    @Test
    void whoseTheFailureIsDecidesItsKind() throws IOException {
        for (TestServers.Database database : new TestServers.Database[] {TestServers.postgres("login"), TestServers.mariadb("login")}) {
            database.run("CREATE TABLE customers (id int)");
            LeatException wrongPassword = failure(database.url(), database.user(), "wrong-password", "customers");
            assertThat(wrongPassword.kind()).isEqualTo(Kind.WORKSPACE);
            assertThat(wrongPassword).hasMessageStartingWith("connections.shop: cannot connect").hasMessageContaining("Correct user and password").hasMessageNotContaining("wrong-password");
            assertThat(failure(database.url().replace("/login", "/nowhere"), database.user(), database.password(), "customers").kind()).isEqualTo(Kind.WORKSPACE);
            LeatException missing = failure(database.url(), database.user(), database.password(), "custmers");
            assertThat(missing.kind()).isEqualTo(Kind.WORKSPACE);
            assertThat(missing).hasMessageContaining("'custmers'").hasMessageContaining("Use one of [customers");
            int free;
            try (ServerSocket socket = new ServerSocket(0)) {
                free = socket.getLocalPort();
            }
            LeatException refused = failure(database.url().replaceAll(":\\d+/", ":" + free + "/"), database.user(), database.password(), "customers");
            assertThat(refused.kind()).isEqualTo(Kind.SYSTEM);
        }
    }

    @Test
    void aMissingDriverSaysWhereToPutIt() {
        assertThatThrownBy(() -> new Login(new Site<>("erp", new Jdbc("jdbc:sapient://host/x", Optional.empty(), Optional.empty(), Optional.empty()), ".", TestServers.RETRIES)).open(Duration.ofSeconds(1)))
            .isInstanceOf(LeatException.class).hasMessageContaining("connections.erp: no driver takes a URL that begins with 'jdbc:sapient:'").hasMessageContaining("lib/").hasMessageContaining("org.postgresql.Driver");
    }

    @Test
    void aDriverInTheWorkspacesLibIsFound(@TempDir Path workspace) throws Exception {
        Path source = Files.writeString(Files.createDirectories(workspace.resolve("src")).resolve("OwnDriver.java"), """
            public class OwnDriver implements java.sql.Driver {
                public java.sql.Connection connect(String url, java.util.Properties info) throws java.sql.SQLException { throw new java.sql.SQLException("OwnDriver was asked", "08001"); }
                public boolean acceptsURL(String url) { return url.startsWith("jdbc:own:"); }
                public java.sql.DriverPropertyInfo[] getPropertyInfo(String url, java.util.Properties info) { return new java.sql.DriverPropertyInfo[0]; }
                public int getMajorVersion() { return 1; }
                public int getMinorVersion() { return 0; }
                public boolean jdbcCompliant() { return false; }
                public java.util.logging.Logger getParentLogger() { return null; }
            }
            """);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", source.getParent().toString(), source.toString())).isZero();
        Path jar = Files.createDirectories(workspace.resolve("lib")).resolve("own.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("META-INF/services/java.sql.Driver"));
            out.write("OwnDriver".getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new JarEntry("OwnDriver.class"));
            out.write(Files.readAllBytes(source.resolveSibling("OwnDriver.class")));
        }
        Site<Jdbc> site = new Site<>("own", new Jdbc("jdbc:own:x", Optional.empty(), Optional.empty(), Optional.empty()), workspace.toString(), TestServers.RETRIES);
        assertThatThrownBy(() -> new Login(site).open(Duration.ofSeconds(1))).hasMessageContaining("OwnDriver was asked").extracting(e -> ((LeatException) e).kind()).isEqualTo(Kind.SYSTEM);
    }
}
