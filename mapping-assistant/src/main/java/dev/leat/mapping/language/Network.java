package dev.leat.mapping.language;

import dev.langchain4j.http.client.HttpRequest;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Secrets;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The server itself. Redirects are not followed: the key is for the server that was named. */
final class Network implements Line {
    private static final int LONGEST = 4 << 20;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** An upgrade to HTTP/2 is refused by some small servers with an error. */
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER).connectTimeout(CONNECT).build();

    @Override
    public Exchange send(Exchange exchange, HttpRequest request, Duration timeout) {
        java.net.http.HttpRequest.Builder outgoing = java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(exchange.request()));
        request.headers().forEach((name, values) -> values.forEach(value -> outgoing.header(name, value)));
        CompletableFuture<HttpResponse<byte[]>> coming = client.sendAsync(outgoing.build(), headers -> new Limited(LONGEST));
        try {
            HttpResponse<byte[]> response = coming.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return exchange.answered(response.statusCode(), Secrets.redact(new String(response.body(), StandardCharsets.UTF_8)));
        } catch (TimeoutException e) {
            coming.cancel(true);
            return exchange.failed("timeout");
        } catch (ExecutionException e) {
            return exchange.failed(e.getCause() instanceof Limited.TooLong ? "too-long" : "unreachable");
        } catch (InterruptedException e) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            throw new LeatException(Kind.SYSTEM, "assistant", "asking the language model was interrupted", "Run it again", e);
        }
    }
}
