package dev.leat.mapping.schema;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leat.connect.Site;
import dev.leat.connect.elasticsearch.ElasticsearchSettings;
import dev.leat.connect.embedded.EmbeddedServers;
import dev.leat.connect.embedded.Keep;
import dev.leat.connect.embedded.Server;
import dev.leat.connect.files.FilesSettings;
import dev.leat.connect.files.Format;
import dev.leat.connect.jdbc.Jdbc;
import dev.leat.connect.postgres.Postgres;
import dev.leat.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;

/** Real servers for the tests of one process, started when first asked for. */
public final class TestServers {
    private static final Path ROOT = folder();
    private static final EmbeddedServers SERVERS = EmbeddedServers.at(ROOT).endWithThisProcess();
    private static final Site.Retries RETRIES = new Site.Retries(2, 50, 100);

    private TestServers() {}

    static synchronized Server start(String type) {
        return SERVERS.start(type, type, Optional.empty(), Keep.whileOwner(ProcessHandle.current().pid()));
    }

    public static Site<Postgres> postgres() {
        Server server = start("postgres");
        return new Site<>("shop", new Postgres(Optional.of(server.address()), server.user(), server.password().map(Secret::new), Optional.empty()), ROOT.toString(), RETRIES);
    }

    static Site<Jdbc> mariadb() {
        Server server = start("mariadb");
        return new Site<>("shop", new Jdbc(server.address(), server.user(), server.password().map(Secret::new), Optional.empty()), ROOT.toString(), RETRIES);
    }

    static Site<ElasticsearchSettings> search() {
        return search(start("elasticsearch").address());
    }

    static Site<ElasticsearchSettings> search(String url) {
        return new Site<>("search", new ElasticsearchSettings(Optional.of(url), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()), ROOT.toString(), RETRIES);
    }

    static Site<FilesSettings> files(Path folder, Format format) {
        return new Site<>("dump", new FilesSettings(folder.toString(), format, Map.of()), folder.toString(), RETRIES);
    }

    public static void run(String type, String... commands) {
        Server server = start(type);
        try (Connection connection = DriverManager.getConnection(server.address(), server.user().orElseThrow(), server.password().orElseThrow()); Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static String call(String method, String path, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(start("elasticsearch").address() + "/" + path)).header("Content-Type", "application/x-ndjson")
                .method(method, HttpRequest.BodyPublishers.ofString(body)).build();
            String answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
            if (new ObjectMapper().readTree(answer).path("errors").asBoolean() || answer.contains("\"error\"")) {
                throw new IllegalStateException(answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("leat-schema");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
