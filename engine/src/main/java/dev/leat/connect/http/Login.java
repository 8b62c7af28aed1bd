package dev.leat.connect.http;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Puts the credential on requests. Threads share it, so that they use one token. */
final class Login {
    private static final Duration DEFAULT_LIFE = Duration.ofMinutes(5);

    private final String where;
    private final HttpSettings settings;
    private final Exchange exchange;
    private Token token;

    private record Token(String value, long until) {}

    Login(String where, HttpSettings settings, Exchange exchange) {
        this.where = where;
        this.settings = settings;
        this.exchange = exchange;
    }

    /** What a request was sent with: its header's value, or empty. */
    record Shown(Optional<String> authorization) {}

    /** @throws IOException when a token cannot be asked for now */
    Shown show(HttpRequest.Builder request) throws IOException {
        settings.headers().forEach((name, value) -> request.setHeader(name, value.reveal()));
        Optional<Auth> auth = settings.auth();
        auth.flatMap(Auth::apiKey).filter(key -> key.param().isEmpty()).ifPresent(key -> request.setHeader(key.header().orElse("X-API-Key"), key.key().reveal()));
        Optional<String> authorization = auth.flatMap(Auth::bearer).map(bearer -> "Bearer " + bearer.reveal())
            .or(() -> auth.flatMap(Auth::basic).map(basic -> basic(basic.user(), basic.password().reveal())));
        if (auth.flatMap(Auth::oauth).isPresent()) {
            authorization = Optional.of("Bearer " + token(auth.get().oauth().get()));
        }
        authorization.ifPresent(value -> request.setHeader("Authorization", value));
        return new Shown(authorization);
    }

    URI addressed(URI address) {
        return settings.auth().flatMap(Auth::apiKey).filter(key -> key.param().isPresent())
            .map(key -> Addresses.with(address, Map.of(key.param().get(), key.key().reveal()))).orElse(address);
    }

    /** After a refusal: whether another token can be asked for. Of threads that were refused with the same token only the first makes it void. */
    synchronized boolean renew(Shown refused) {
        if (settings.auth().flatMap(Auth::oauth).isEmpty()) {
            return false;
        }
        if (token != null && refused.authorization().equals(Optional.of("Bearer " + token.value()))) {
            token = null;
        }
        return true;
    }

    private synchronized String token(Auth.OAuth oauth) throws IOException {
        if (token == null || token.until() - System.nanoTime() <= 0) {
            token = ask(oauth);
        }
        return token.value();
    }

    /** The client's name and secret go into the header, and again into the body if that is refused: the standard leaves the choice to the server. */
    private Token ask(Auth.OAuth oauth) throws IOException {
        Answer answer = exchange.send(request(oauth, Map.of()).setHeader("Authorization", basic(oauth.clientId(), oauth.clientSecret().reveal())).build());
        if (answer.status() == 400 || answer.status() == 401) {
            answer = exchange.send(request(oauth, Map.of("client_id", oauth.clientId(), "client_secret", oauth.clientSecret().reveal())).build());
        }
        if (answer.status() == 429 || answer.status() >= 500) {
            throw new IOException("no token, status " + answer.status());
        }
        String value = answer.body().path("access_token").asText("");
        if (answer.status() / 100 != 2 || value.isEmpty()) {
            throw new LeatException(Kind.WORKSPACE, where + ".auth.oauth", Addresses.shown(answer.at()) + " gives no token (status " + answer.status() + words(answer) + ")",
                "Correct tokenUrl, clientId, clientSecret and scope");
        }
        Secrets.remember(value, "***");
        long life = answer.body().path("expires_in").canConvertToLong() ? answer.body().path("expires_in").asLong() : DEFAULT_LIFE.toSeconds();
        // Renewed a little early, so that it does not expire on the way
        long used = Math.max(1, life - Math.min(30, life / 10));
        return new Token(value, System.nanoTime() + Duration.ofSeconds(used).toNanos());
    }

    private static String words(Answer answer) {
        String error = answer.body().path("error").asText("");
        return error.isEmpty() ? "" : ", " + error;
    }

    private HttpRequest.Builder request(Auth.OAuth oauth, Map<String, String> client) {
        Map<String, String> form = new LinkedHashMap<>(Map.of("grant_type", "client_credentials"));
        oauth.scope().ifPresent(scope -> form.put("scope", scope));
        form.putAll(oauth.params());
        form.putAll(client);
        return HttpRequest.newBuilder(settings.address().resolve(oauth.tokenUrl())).header("Content-Type", "application/x-www-form-urlencoded").header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Addresses.form(form)));
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
