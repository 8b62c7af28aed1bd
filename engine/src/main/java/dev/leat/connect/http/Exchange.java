package dev.leat.connect.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.leat.connect.Site;
import dev.leat.connect.Trust;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends one request and takes its whole answer within the connection's time and size. Follows no redirect: its target would get the credential. */
final class Exchange {
    /** Numbers keep the digits that were sent. */
    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).maxNumberLength(100_000).build()).build())
        .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS, JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build();
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);

    private final HttpSettings settings;
    private final HttpClient client;

    Exchange(Site<HttpSettings> site) {
        settings = site.settings();
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.patience().compareTo(CONNECT) < 0 ? settings.patience() : CONNECT);
        settings.ca().ifPresent(ca -> builder.sslContext(new Trust("connections." + site.name(), site.resolve(ca)).context()));
        client = builder.build();
    }

    /** A good answer that cannot be parsed. */
    static final class NoJson extends IOException {
        private static final long serialVersionUID = 1L;
        private final transient Answer answer;
        private final transient String text;

        NoJson(String what, Answer answer, String text) {
            super("the answer is no JSON: " + what);
            this.answer = answer;
            this.text = text;
        }

        Answer answer() {
            return answer;
        }

        String text() {
            return text;
        }
    }

    /** @throws IOException when there is no whole answer; an answer of 200 to 299 that is no JSON is none */
    Answer send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> sent = client.sendAsync(request, info -> new Body(settings.largest()));
        try {
            HttpResponse<byte[]> response = sent.get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
            byte[] bytes = Body.unpacked(response.body(), response.headers().firstValue("content-encoding").orElse(""), settings.largest());
            return new Answer(request.uri(), response.statusCode(), response.headers(), json(request.uri(), response, bytes));
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no whole answer within " + settings.patience().toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            sent.cancel(true); // what is still under way; nothing, when it is complete
        }
    }

    private static JsonNode json(URI request, HttpResponse<byte[]> response, byte[] bytes) throws IOException {
        boolean good = response.statusCode() / 100 == 2;
        if (bytes.length == 0) {
            return MissingNode.getInstance();
        }
        Charset charset = charset(response.headers().firstValue("content-type").orElse(""));
        try {
            return charset == StandardCharsets.UTF_8 ? JSON.readTree(bytes) : JSON.readTree(new String(bytes, charset));
        } catch (JsonProcessingException e) {
            if (good) {
                String at = e.getLocation() == null ? "" : " at byte " + Math.max(e.getLocation().getByteOffset(), e.getLocation().getCharOffset());
                throw new NoJson(e.getOriginalMessage().lines().findFirst().orElse("") + at, new Answer(request, response.statusCode(), response.headers(), MissingNode.getInstance()),
                    new String(bytes, charset));
            }
            return JSON.getNodeFactory().textNode(new String(bytes, 0, Math.min(bytes.length, 200), charset));
        }
    }

    private static Charset charset(String contentType) throws IOException {
        Matcher matcher = CHARSET.matcher(contentType);
        try {
            return matcher.find() ? Charset.forName(matcher.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IOException("its charset '" + matcher.group(1) + "' is not known", e);
        }
    }
}
