package dev.leat.connect.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/** An API on loopback whose answers a test scripts; it remembers what it was asked. */
public final class ScriptedApi implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /** One request. @param number of requests before it */
    public record Call(int number, String method, String path, Map<String, String> params, Map<String, String> headers, String body) {
        public int param(String name, int absent) {
            return Integer.parseInt(params.getOrDefault(name, String.valueOf(absent)));
        }
    }

    /** @param headers a value of {@code content-length} promises that many bytes, whatever is sent */
    public record Reply(int status, Map<String, String> headers, byte[] body, long waitMillis) {
        public static Reply json(String text) {
            return new Reply(200, Map.of("Content-Type", "application/json"), text.getBytes(StandardCharsets.UTF_8), 0);
        }

        public static Reply status(int status, String text) {
            return new Reply(status, Map.of(), text.getBytes(StandardCharsets.UTF_8), 0);
        }

        public Reply with(String header, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Reply(status, more, body, waitMillis);
        }

        public Reply after(long millis) {
            return new Reply(status, headers, body, millis);
        }

        public Reply packed() {
            try {
                ByteArrayOutputStream packed = new ByteArrayOutputStream();
                try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                    out.write(body);
                }
                return new Reply(status, headers, packed.toByteArray(), waitMillis).with("Content-Encoding", "gzip");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public Reply cut(int bytes) {
            return new Reply(status, headers, java.util.Arrays.copyOf(body, body.length - bytes), waitMillis);
        }
    }

    public ScriptedApi(Function<Call, Reply> script) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> answer(exchange, script));
        server.setExecutor(threads);
        server.start();
    }

    private void answer(HttpExchange exchange, Function<Call, Reply> script) throws IOException {
        try (exchange) {
            Call call;
            synchronized (this) {
                call = call(exchange);
                calls.add(call);
            }
            Reply reply = script.apply(call);
            Thread.sleep(reply.waitMillis());
            reply.headers().forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
            exchange.getResponseBody().write(reply.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            exchange.sendResponseHeaders(418, -1);
            throw e;
        }
    }

    private Call call(HttpExchange exchange) throws IOException {
        Map<String, String> params = new LinkedHashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            params.put(URLDecoder.decode(parts[0], StandardCharsets.UTF_8), parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.get(0)));
        return new Call(calls.size(), exchange.getRequestMethod(), exchange.getRequestURI().getPath(), params, headers, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The values that one parameter had, {@code -} where it was not there. */
    List<String> asked(String param) {
        return calls.stream().map(call -> call.params().getOrDefault(param, "-")).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
