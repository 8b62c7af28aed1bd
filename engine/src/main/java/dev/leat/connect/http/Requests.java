package dev.leat.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Backoff;
import dev.leat.connect.Site;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * Requests to one API, tried again as the site says. A wait that the API itself asks for ({@code Retry-After}) is no failure and does not count as a try. Threads share it.
 */
final class Requests {
    /** Of one request, all waits that the API asked for together. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);
    private static final int TRIES_OF_BROKEN = 2;
    private static final Set<Integer> BUSY = Set.of(403, 429, 503);
    private static final Set<Integer> TRANSIENT = Set.of(408, 421, 425, 429);

    private final String where;
    private final Backoff backoff;
    private final Exchange exchange;
    private final Login login;
    private final Pace pace;

    Requests(Site<HttpSettings> site) {
        where = "connections." + site.name();
        backoff = new Backoff(site.retry());
        exchange = new Exchange(site);
        login = new Login(where, site.settings(), exchange);
        pace = Pace.of(site);
    }

    /**
     * @param where entity or connection, for messages
     * @param list  where the answer has records: of one that is no JSON in the second try as well, as a record in it is broken, those that can be read are taken, and of the
     *              others the text
     * @return an answer of 200 to 299
     * @throws LeatException of kind SYSTEM after the last try; WORKSPACE for what trying again does not change
     */
    Answer get(String where, URI address, Optional<JsonPath> list) {
        Duration waited = Duration.ZERO;
        boolean renewed = false;
        for (int attempt = 1;;) {
            pace.await();
            IOException failure;
            try {
                HttpRequest.Builder request = HttpRequest.newBuilder(login.addressed(address)).GET().header("Accept", "application/json").header("Accept-Encoding", "gzip")
                    .header("User-Agent", "leat");
                Login.Shown shown = login.show(request);
                Answer answer = exchange.send(request.build());
                if (answer.status() / 100 == 2) {
                    return answer;
                }
                Optional<Duration> wait = BUSY.contains(answer.status()) ? Answer.retryAfter(answer.headers()) : Optional.empty();
                if (wait.isPresent()) {
                    waited = waited.plus(hold(where, address, wait.get(), waited));
                    continue;
                }
                if (answer.status() == 401 && !renewed && login.renew(shown)) {
                    renewed = true;
                    continue;
                }
                failure = sorted(where, address, answer);
            } catch (Body.TooLarge e) {
                throw new LeatException(Kind.WORKSPACE, where, "the answer of " + Addresses.shown(address) + " is too large (" + e.getMessage() + ")",
                    "Ask for smaller pages (page.size), or raise maxMegabytes of the connection", e);
            } catch (IOException e) {
                failure = e;
            }
            if (failure instanceof Exchange.NoJson broken && attempt >= TRIES_OF_BROKEN) {
                Optional<JsonNode> body = Salvage.body(broken.text(), list);
                if (body.isPresent()) {
                    return new Answer(address, broken.answer().status(), broken.answer().headers(), body.get());
                }
            }
            if (failure instanceof SSLException || Thread.currentThread().isInterrupted() || !backoff.again(attempt++)) {
                throw unanswered(where, address, failure);
            }
        }
    }

    private Duration hold(String where, URI address, Duration asked, Duration waited) {
        Duration wait = asked.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : asked;
        if (waited.plus(wait).compareTo(LONGEST_WAIT) > 0) {
            throw new LeatException(Kind.SYSTEM, where, Addresses.shown(address) + " allows no more requests for another " + wait.toSeconds() + " s", "Run again later, or less often");
        }
        pace.holdBack(wait);
        return wait;
    }

    /** A failure that may pass. @throws LeatException for one that will not */
    private IOException sorted(String where, URI address, Answer answer) {
        int status = answer.status();
        String said = "status " + status + words(answer.body());
        if (status >= 500 || TRANSIENT.contains(status)) {
            return new IOException(said);
        } else if (status / 100 == 3) {
            throw new LeatException(Kind.WORKSPACE, where, Addresses.shown(address) + " is somewhere else now (" + said + answer.headers().firstValue("location")
                .map(to -> ", at " + to.replaceFirst("[?#].*", "")).orElse("") + ")", "Write that address into url and path, if it is right");
        } else if (status == 401 || status == 403 || status == 407) {
            throw new LeatException(Kind.WORKSPACE, this.where, Addresses.shown(address) + " refuses the credential (" + said + ")", "Correct 'auth' and what the credential may read");
        }
        throw new LeatException(Kind.WORKSPACE, where, Addresses.shown(address) + " does not take the request (" + said + ")",
            status == 404 || status == 410 ? "Correct url and path" : "Correct path, params, page and since");
    }

    private LeatException unanswered(String where, URI address, IOException failure) {
        String what = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage().lines().findFirst().orElse("");
        return new LeatException(Kind.SYSTEM, where, Addresses.shown(address) + " does not answer as it should (" + what + ")",
            failure instanceof SSLException ? "Check the address, and name the authority of its certificate in 'ca'" : "Check that it works and can be reached; then run again", failure);
    }

    /** The API's own words about an error. */
    private static String words(JsonNode body) {
        for (String place : new String[] {"error_description", "message", "detail", "title", "error"}) {
            JsonNode found = body.path(place).isObject() ? body.path(place).path("message") : body.path(place);
            if (found.isTextual()) {
                return ", " + cut(found.asText());
            }
        }
        return body.isTextual() ? ", " + cut(body.asText()) : "";
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
