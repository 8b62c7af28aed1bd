package dev.leat.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.embedded.EmbeddedServers;
import dev.leat.connect.embedded.Keep;
import dev.leat.connect.embedded.Server;
import dev.leat.model.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Real servers for the tests of one process, started when first asked for. */
final class TestServers {
    private static final Path ROOT = folder();
    private static final EmbeddedServers SERVERS = EmbeddedServers.at(ROOT).endWithThisProcess();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestServers() {}

    static synchronized Server start(String type) {
        return SERVERS.start(type, type, Optional.empty(), Keep.whileOwner(ProcessHandle.current().pid()));
    }

    /** Every document of an index by its id; empty when there is no index. */
    static Map<String, JsonNode> documents(String index) {
        call("POST", index + "/_refresh");
        Map<String, JsonNode> documents = new TreeMap<>();
        call("GET", index + "/_search?size=10000").path("hits").path("hits").forEach(hit -> documents.put(hit.path("_id").asText(), hit.path("_source")));
        return documents;
    }

    static JsonNode call(String method, String path) {
        return call(method, path, "");
    }

    static JsonNode call(String method, String path, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(start("elasticsearch").address() + "/" + path)).header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)).build();
            return Yaml.json().readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
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
