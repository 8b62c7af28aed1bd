package dev.leat.connect.elasticsearch;

import dev.leat.connect.Site;
import dev.leat.connect.embedded.EmbeddedServers;
import dev.leat.connect.embedded.Keep;
import dev.leat.connect.embedded.Server;
import dev.leat.model.EntityName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A real Elasticsearch for the tests of one process. */
final class TestServer {
    private static final Path ROOT = folder();
    private static final EmbeddedServers SERVERS = EmbeddedServers.at(ROOT).endWithThisProcess();

    private TestServer() {}

    static synchronized Server running() {
        return SERVERS.start("search", "elasticsearch", Optional.empty(), Keep.whileOwner(ProcessHandle.current().pid()));
    }

    static Site<ElasticsearchSettings> site() {
        return site(running().address(), new Site.Retries(4, 50, 200));
    }

    static Site<ElasticsearchSettings> site(String url, Site.Retries retries) {
        return new Site<>("search_cluster", new ElasticsearchSettings(Optional.of(url), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
            ROOT.toString(), retries);
    }

    /** Every document by its id. */
    static Map<String, com.fasterxml.jackson.databind.JsonNode> documents(EntityName entity) {
        return documents(site(), entity);
    }

    private static Map<String, com.fasterxml.jackson.databind.JsonNode> documents(Site<ElasticsearchSettings> site, EntityName entity) {
        Requests requests = new Requests(site);
        String index = IndexName.of(entity);
        requests.call("POST", "/" + index + "/_refresh");
        Map<String, com.fasterxml.jackson.databind.JsonNode> documents = new TreeMap<>();
        requests.call("GET", "/" + index + "/_search?size=10000").body().path("hits").path("hits").forEach(hit -> documents.put(hit.path("_id").asText(), hit.path("_source")));
        return documents;
    }

    static List<Map<String, String>> rows(Site<ElasticsearchSettings> site, EntityName entity) {
        return documents(site, entity).values().stream().map(source -> {
            Map<String, String> row = new TreeMap<>();
            source.properties().forEach(field -> row.put(field.getKey(), field.getValue().asText()));
            return row;
        }).toList();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("leat-search");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
