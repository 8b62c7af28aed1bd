package dev.leat.run;

import dev.leat.connect.Site;
import dev.leat.connect.embedded.EmbeddedServers;
import dev.leat.connect.embedded.Keep;
import dev.leat.connect.embedded.Server;
import dev.leat.connect.postgres.Postgres;
import dev.leat.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** A real PostgreSQL for the tests of one process. */
final class TestPostgres {
    private static final Path ROOT = folder();
    private static final EmbeddedServers SERVERS = EmbeddedServers.at(ROOT).endWithThisProcess();

    private TestPostgres() {}

    static synchronized Server running() {
        return SERVERS.start("db", "postgres", Optional.empty(), Keep.whileOwner(ProcessHandle.current().pid()));
    }

    static Site<Postgres> site() {
        Server server = running();
        return new Site<>("db", new Postgres(Optional.of(server.address()), server.user(), server.password().map(Secret::new), Optional.empty()), ROOT.toString(),
            new Site.Retries(3, 50, 200));
    }

    static Connection connect() throws SQLException {
        Server server = running();
        return DriverManager.getConnection(server.address(), server.user().orElseThrow(), server.password().orElseThrow());
    }

    static void run(String sql) {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("leat-postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
