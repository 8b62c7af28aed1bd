package dev.leat.connect.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** The process of {@link HttpApiServer}. */
final class HttpApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiData data;
    private final String client;
    private final Map<String, Long> tokens = new HashMap<>();
    private long second;
    private int inSecond;

    private record Reply(int status, ObjectNode body) {
        static Reply error(int status, String message) {
            ObjectNode body = JSON.createObjectNode();
            body.putObject("error").put("message", message);
            return new Reply(status, body);
        }
    }

    private HttpApi(ApiData data, String user, String password) {
        this.data = data;
        this.client = "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** @param arguments the file of its records; port, user and password come as JSON on standard input */
    public static void main(String[] arguments) throws IOException {
        JsonNode settings = JSON.readTree(System.in.readAllBytes());
        HttpApi api = new HttpApi(ApiData.open(Path.of(arguments[0])), settings.get("user").asText(), settings.get("password").asText());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), settings.get("port").asInt()), 0);
        server.createContext("/", api::answer);
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = reply(exchange);
            byte[] body = JSON.writeValueAsBytes(reply.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            if (reply.status() == 429) {
                exchange.getResponseHeaders().set("Retry-After", "1");
            }
            if (String.valueOf(exchange.getRequestHeaders().getFirst("Accept-Encoding")).contains("gzip")) {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                exchange.sendResponseHeaders(reply.status(), 0);
                try (OutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
                    out.write(body);
                }
            } else {
                exchange.sendResponseHeaders(reply.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String asked = exchange.getRequestMethod() + " " + path;
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (asked.equals("GET /sample")) {
            return new Reply(200, data.about());
        } else if (asked.equals("POST /sample/next-day")) {
            return data.nextDay() ? new Reply(200, data.about()) : Reply.error(404, "there is no further day");
        } else if (asked.startsWith("PUT /sample/")) {
            List<JsonNode> records = new ArrayList<>();
            JSON.readTree(body).forEach(records::add);
            data.change(path.substring("/sample/".length()), records);
            return new Reply(200, data.about());
        } else if (asked.equals("POST /oauth/token")) {
            return client.equals(exchange.getRequestHeaders().getFirst("Authorization")) ? token() : Reply.error(401, "invalid_client");
        } else if (!known(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return Reply.error(401, "the token is unknown or has expired");
        } else if (busy()) {
            return Reply.error(429, "more than " + data.seed().rate() + " requests in a second");
        }
        return page(path, params(exchange.getRequestURI().getRawQuery()));
    }

    private Reply page(String path, Map<String, String> params) {
        for (String entity : data.about().get("records").properties().stream().map(Map.Entry::getKey).toList()) {
            ApiSeed.Endpoint endpoint = data.endpoint(entity);
            if (path.equals(endpoint.path() == null ? "/" + entity : endpoint.path())) {
                int limit = Math.min(endpoint.size(), Integer.parseInt(params.getOrDefault("limit", String.valueOf(endpoint.size()))));
                String after = new String(Base64.getUrlDecoder().decode(params.getOrDefault("cursor", "")), StandardCharsets.UTF_8);
                ApiData.Page page = data.page(entity, params.getOrDefault(endpoint.since(), ""), after, limit);
                ObjectNode body = JSON.createObjectNode();
                body.putObject("data").putArray("items").addAll(page.records());
                ObjectNode paging = body.putObject("paging");
                if (!page.next().isEmpty()) {
                    paging.put("next", Base64.getUrlEncoder().withoutPadding().encodeToString(page.next().getBytes(StandardCharsets.UTF_8)));
                }
                return new Reply(200, body);
            }
        }
        return Reply.error(404, "there is no " + path);
    }

    private synchronized Reply token() {
        String token = UUID.randomUUID().toString();
        tokens.values().removeIf(until -> until < System.nanoTime());
        tokens.put("Bearer " + token, System.nanoTime() + data.seed().tokenSeconds() * 1_000_000_000L);
        return new Reply(200, JSON.createObjectNode().put("access_token", token).put("token_type", "Bearer").put("expires_in", data.seed().tokenSeconds()));
    }

    private synchronized boolean known(String authorization) {
        return authorization != null && tokens.getOrDefault(authorization, Long.MIN_VALUE) > System.nanoTime();
    }

    private synchronized boolean busy() {
        long now = System.nanoTime() / 1_000_000_000L;
        inSecond = now == second ? inSecond + 1 : 1;
        second = now;
        return inSecond > data.seed().rate();
    }

    private static Map<String, String> params(String query) {
        Map<String, String> params = new HashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            params.put(URLDecoder.decode(parts[0], StandardCharsets.UTF_8), parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return params;
    }
}
