package dev.leat.connect.elasticsearch;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leat.connect.Backoff;
import dev.leat.connect.Site;
import dev.leat.connect.Trust;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Single requests to the server, other than bulk writes: each is tried at every address, and again by the site's retry. */
final class Requests {
    /** A document's numbers come as they are. */
    static final ObjectMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build();
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final Site<ElasticsearchSettings> site;
    private final String where;
    private final Backoff backoff;
    private HttpClient client;

    Requests(Site<ElasticsearchSettings> site) {
        this.site = site;
        this.where = "connections." + site.name();
        this.backoff = new Backoff(site.retry());
    }

    /** An answer of the server: below 500 and neither 401, 403 nor 429. */
    record Answer(int status, JsonNode body) {
        boolean found() {
            return status != 404;
        }

        boolean allowed() {
            return status != 401 && status != 403;
        }

        /** The server's own words of an error. */
        String reason() {
            JsonNode error = body.path("error");
            return error.isTextual() ? error.asText() : error.path("type").asText("status " + status) + ": " + error.path("reason").asText("");
        }
    }

    Answer call(String method, String path) {
        return call(method, path, Optional.empty());
    }

    Answer call(String method, String path, Optional<JsonNode> body) {
        Answer answer = tried(method, path, body);
        if (!answer.allowed()) {
            throw new LeatException(Kind.WORKSPACE, where, "Elasticsearch refuses the credential (" + answer.reason() + ")",
                "Correct user and password or apiKey, and give it the privileges monitor, create_index, read, write, maintenance and view_index_metadata");
        }
        return answer;
    }

    /** The same for what a credential need not be allowed to do. */
    Answer tried(String method, String path, Optional<JsonNode> body) {
        for (int attempt = 1;; attempt++) {
            try {
                return once(method, path, body);
            } catch (IOException e) {
                if (e instanceof SSLException || !backoff.again(attempt)) {
                    throw unreachable(e);
                }
            }
        }
    }

    LeatException unreachable(Exception cause) {
        return new LeatException(Kind.SYSTEM, where, "Elasticsearch at " + site.settings().addresses() + " does not answer (" + describe(cause) + ")",
            cause instanceof SSLException ? "Check the address, and name the authority of its certificate in 'ca'" : "Check that it runs and that the address is right", cause);
    }

    /** The value of the header that authenticates, where one is needed. */
    static Optional<String> authorization(ElasticsearchSettings settings) {
        if (settings.apiKey().isPresent()) {
            return Optional.of("ApiKey " + settings.apiKey().get().reveal());
        }
        return settings.user().map(user -> "Basic " + Base64.getEncoder().encodeToString(
            (user + ":" + settings.password().orElseThrow().reveal()).getBytes(StandardCharsets.UTF_8)));
    }

    private Answer once(String method, String path, Optional<JsonNode> body) throws IOException {
        IOException failure = null;
        for (String url : site.settings().addresses().urls()) {
            try {
                HttpResponse<byte[]> response = client().send(request(method, url + path, body), HttpResponse.BodyHandlers.ofByteArray());
                return answer(response);
            } catch (IOException e) {
                failure = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LeatException(Kind.SYSTEM, where, "interrupted while waiting for Elasticsearch", "Run again", e);
            }
        }
        throw failure;
    }

    private Answer answer(HttpResponse<byte[]> response) throws IOException {
        Answer answer = new Answer(response.statusCode(), json(response.body()));
        if (answer.status() == 429 || answer.status() >= 500) {
            throw new IOException("status " + answer.status() + ", " + answer.reason());
        }
        return answer;
    }

    private static JsonNode json(byte[] body) {
        try {
            JsonNode tree = JSON.readTree(body);
            return tree == null ? JSON.createObjectNode() : tree;
        } catch (IOException notJson) {
            return JSON.createObjectNode().put("error", new String(body, 0, Math.min(body.length, 200), StandardCharsets.UTF_8));
        }
    }

    private HttpRequest request(String method, String url, Optional<JsonNode> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(ANSWER)
            .header("Content-Type", "application/json")
            .method(method, body.map(tree -> HttpRequest.BodyPublishers.ofString(tree.toString())).orElse(HttpRequest.BodyPublishers.noBody()));
        authorization(site.settings()).ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }

    private HttpClient client() {
        if (client == null) {
            HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
            site.settings().ca().ifPresent(ca -> builder.sslContext(new Trust(where, site.resolve(ca)).context()));
            client = builder.build();
        }
        return client;
    }

    static String describe(Throwable cause) {
        String message = cause.getMessage();
        return List.of(cause.getClass().getSimpleName(), message == null ? "" : message.lines().findFirst().orElse("")).stream()
            .filter(part -> !part.isEmpty()).reduce((name, text) -> name + ": " + text).orElseThrow();
    }
}
