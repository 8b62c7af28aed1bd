package dev.leat.breaking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leat.connect.embedded.EmbeddedServers;
import dev.leat.connect.embedded.Keep;
import dev.leat.connect.embedded.Server;
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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Real servers for all tests of this process, started when first asked for; one that a test has killed comes back at its old address. */
final class RealServers {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final EmbeddedServers SERVERS = EmbeddedServers.at(folder()).endWithThisProcess();
    private static final Map<String, Server> STARTED = new ConcurrentHashMap<>();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RealServers() {}

    static synchronized Server start(String type) {
        Server server = SERVERS.start(type, type, Optional.empty(), Keep.whileOwner(ProcessHandle.current().pid()));
        STARTED.put(type, server);
        return server;
    }

    /** Without a word, as a machine that loses its power. */
    static void kill(String type) {
        ProcessHandle process = ProcessHandle.of(start(type).pid()).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(0, process);
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
    }

    static void sql(String sql) {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of each row as text. */
    static List<String> texts(String query) {
        try (Connection connection = connect(); Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Connection connect() throws SQLException {
        start("postgres");
        return connectAsItIs();
    }

    /** Fails while it is away. */
    static Connection connectAsItIs() throws SQLException {
        Server server = STARTED.get("postgres");
        return DriverManager.getConnection(server.address(), server.user().orElseThrow(), server.password().orElseThrow());
    }

    /** Every document of an index by its id. */
    static Map<String, JsonNode> documents(String index) {
        call("POST", index + "/_refresh");
        Map<String, JsonNode> documents = new TreeMap<>();
        call("GET", index + "/_search?size=10000").path("hits").path("hits").forEach(hit -> documents.put(hit.path("_id").asText(), hit.path("_source")));
        return documents;
    }

    static JsonNode call(String method, String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(start("elasticsearch").address() + "/" + path)).method(method, HttpRequest.BodyPublishers.noBody()).build();
            return JSON.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("leat-servers");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
