package dev.leat.connect.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
    @TempDir
    Path root;

    @AfterEach
    void stop() {
        EmbeddedServers.at(root).stopAll();
    }

    private Server start(String seed) throws IOException {
        Path file = Files.writeString(root.resolve("seed.sql"), seed);
        return EmbeddedServers.at(root).start("pg", "postgres", Optional.of(file), Keep.running());
    }

    @Test
    void seedRunsOnce() throws Exception {
        start("CREATE TABLE t (x int); INSERT INTO t SELECT generate_series(1, 3); -- the end");
        EmbeddedServers.at(root).stop("pg");

        Server server = start("INSERT INTO t VALUES (4)");

        assertThat(Client.Sql.value(server, "SELECT count(*) FROM t")).isEqualTo("3");
    }

    @Test
    void brokenSeedLeavesNothingAndSaysWhere() throws Exception {
        String broken = """
                CREATE TABLE t (x int);
                INSERT INTO t
                VALUES ('ä', nonsense);
                """;
        assertThatThrownBy(() -> start(broken)).isInstanceOf(ServerException.class)
                .hasMessageContaining(root.resolve("seed.sql") + ":3:14: ").hasMessageContaining("nonsense")
                .extracting(e -> ((ServerException) e).kind()).isEqualTo(ServerException.Kind.WORKSPACE);
        assertThat(EmbeddedServers.at(root).running()).isEmpty();
        assertThat(root.resolve("pg/data")).doesNotExist();

        assertThat(Client.Sql.value(start("CREATE TABLE t (x int)"), "SELECT count(*) FROM t")).isEqualTo("0");
    }

    @Test
    void failureWithoutAPositionNamesTheStatementsLine() {
        assertThatThrownBy(() -> start("CREATE TABLE t (x int PRIMARY KEY);\n\nINSERT INTO t VALUES (1), (1);"))
                .hasMessageContaining("seed.sql:3:1: ").hasMessageContaining("duplicate key");
    }

    @Test
    void dataWhoseMakingWasKilledIsMadeAgain() throws Exception {
        Server server = start("CREATE TABLE t (x int)");
        // As if killed in the middle of the seed: the server runs, its data is marked incomplete.
        Files.writeString(root.resolve("pg/incomplete"), "");

        Server again = start("CREATE TABLE t (y int)");

        assertThat(OsProcess.of(server.pid())).isEmpty();
        assertThat(Client.Sql.value(again, "SELECT count(y) FROM t")).isEqualTo("0");
    }

    @Test
    void passwordIsAskedForAndOnlyTheOwnerCanReadIt() throws Exception {
        Server server = start("SELECT 1");

        assertThatThrownBy(() -> DriverManager.getConnection(server.address(), "leat", "guess")).isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
        assertThat(Files.getPosixFilePermissions(root.resolve("pg/server.json"))).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(server.toString()).doesNotContain(server.password().orElseThrow());
        assertThat(Files.readString(root.resolve("pg/server.log"))).doesNotContain(server.password().orElseThrow());
    }

    @Test
    void settingsReachTheServer() throws Exception {
        Server server = EmbeddedServers.at(root).start("pg", "postgres", Optional.empty(), Keep.running(), Map.of("max_connections", "7"));

        assertThat(Client.Sql.value(server, "SHOW max_connections")).isEqualTo("7");
        assertThat(Client.Sql.value(server, "SHOW wal_level")).isEqualTo("logical");
        assertThat(Client.Sql.value(server, "SHOW synchronous_commit")).isEqualTo("on");
        assertThat(Client.Sql.value(server, "SELECT upper('ä')")).isEqualTo("Ä");
    }

    @Test
    void wrongSettingFailsWithTheServersWords() {
        assertThatThrownBy(() -> EmbeddedServers.at(root).start("pg", "postgres", Optional.empty(), Keep.running(), Map.of("no_such", "1")))
                .isInstanceOf(ServerException.class).hasMessageContaining("unrecognized configuration parameter \"no_such\"");
        assertThat(EmbeddedServers.at(root).running()).isEmpty();
    }

    @Test
    void leftPostmasterFileWithTheNumberOfAnotherProcessIsNoHindrance() throws Exception {
        Server first = start("SELECT 1");
        ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
        Path file = root.resolve("pg/data/cluster/postmaster.pid");
        while (OsProcess.of(first.pid()).isPresent()) {
            Thread.sleep(10);
        }
        Files.writeString(file, Files.readString(file).replaceFirst("^\\d+", String.valueOf(ProcessHandle.current().pid())));

        assertThat(Client.Sql.value(start("SELECT 1"), "SELECT 1")).isEqualTo("1");
    }
}
