package dev.leat.mapping.language;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** LangChain4j's HTTP for one request, which remembers what was sent and what came back. The time limit is Leat's, whatever LangChain4j sets. */
final class Wire implements HttpClient, HttpClientBuilder {
    private final Line line;
    private final Duration timeout;
    private Optional<Exchange> exchange = Optional.empty();

    Wire(Line line, Duration timeout) {
        this.line = line;
        this.timeout = timeout;
    }

    /** Empty before the request. */
    Optional<Exchange> exchange() {
        return exchange;
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        Exchange came = line.send(Exchange.of(request.url(), Optional.ofNullable(request.body()).orElse("")), request, timeout);
        exchange = Optional.of(came);
        if (came.failure().isPresent()) {
            throw new TimeoutException(came.failure().get());
        }
        if (!came.isAnswered()) {
            throw new HttpException(came.status().orElseThrow(), came.response().orElse(""));
        }
        return SuccessfulHttpResponse.builder().statusCode(came.status().orElseThrow()).headers(Map.of()).body(came.response().orElse("")).build();
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("answers are not streamed");
    }

    @Override
    public Duration connectTimeout() {
        return timeout;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration ignored) {
        return this;
    }

    @Override
    public Duration readTimeout() {
        return timeout;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration ignored) {
        return this;
    }

    @Override
    public HttpClient build() {
        return this;
    }
}
