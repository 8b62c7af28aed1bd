package dev.leat.mapping.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.leat.model.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A language model behind HTTP: OpenAI's protocol, and whatever behaviour a test wants. */
public final class ModelServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    /** What came in. */
    public final List<Request> requests = new CopyOnWriteArrayList<>();

    public record Request(String path, Map<String, List<String>> headers, String body) {
        public JsonNode json() {
            return read(body);
        }

        /** What the model is asked: the last message's JSON. */
        public JsonNode question() {
            JsonNode messages = json().path("messages");
            return read(messages.get(messages.size() - 1).path("content").asText());
        }

        public String target() {
            return question().path("field").path("name").asText();
        }
    }

    public record Response(int status, String body) {
        /** As OpenAI's protocol has it. */
        public static Response saying(String text) {
            return new Response(200, write(Map.of("id", "x", "object", "chat.completion", "created", 1, "model", "m",
                "choices", List.of(Map.of("index", 0, "finish_reason", "stop", "message", Map.of("role", "assistant", "content", text))),
                "usage", Map.of("prompt_tokens", 900, "completion_tokens", 100, "total_tokens", 1000))));
        }

        public static Response answer(String source, String expression, String reason) {
            return saying(write(Map.of("source", source, "expression", expression, "reason", reason)));
        }
    }

    public ModelServer(Function<Request, Response> model) {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, model));
        server.start();
    }

    private void answer(HttpExchange exchange, Function<Request, Response> model) throws IOException {
        Request request = new Request(exchange.getRequestURI().getPath(), Map.copyOf(exchange.getRequestHeaders()), new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        requests.add(request);
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        try (exchange) {
            Response response = model.apply(request);
            byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            if (response.status() == 307) {
                exchange.getResponseHeaders().add("Location", response.body());
            }
            exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } finally {
            now.decrementAndGet();
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** Requests at the same time, at most. */
    public int most() {
        return most.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    static JsonNode read(String text) {
        try {
            return Yaml.json().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String write(Object value) {
        try {
            return Yaml.json().writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
