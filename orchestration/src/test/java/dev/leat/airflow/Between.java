package dev.leat.airflow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between the client and the real Airflow: passes everything on, counts it, and can change it as a network, a clock or another version would. */
final class Between implements AutoCloseable {
    private final HttpServer server;
    private final String to;
    private final Change change;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    final List<String> seen = new CopyOnWriteArrayList<>();

    /** What it does in place of passing a request on. */
    interface Change {
        /** @param request method and path @param nth from 1, of requests with this method and path @return an answer: status, blank, body */
        Optional<String> of(String request, int nth);

        /** The token that the real one sees. */
        default String token(String token, int nth) {
            return token;
        }
    }

    Between(String to, Change change) {
        try {
            this.to = to;
            this.change = change;
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::pass);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            seen.add(request);
            Optional<String> own = change.of(request, (int) seen.stream().filter(request::equals).count());
            if (own.isPresent()) {
                answer(exchange, Integer.parseInt(own.get().substring(0, 3)), own.get().substring(4).getBytes(StandardCharsets.UTF_8));
                return;
            }
            HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(to + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes())).header("Content-Type", "application/json");
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).ifPresent(token -> builder.header("Authorization", change.token(token, seen.size())));
            HttpResponse<byte[]> answer = http.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer(exchange, answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
