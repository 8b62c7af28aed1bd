package dev.leat.airflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.airflow.client.AirflowApi;
import dev.leat.airflow.client.ApiClient;
import dev.leat.airflow.client.ApiException;
import dev.leat.airflow.client.Credentials;
import dev.leat.connect.Backoff;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Secrets;
import dev.leat.model.Yaml;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Requests to one Airflow: logs in before the first, again when the token is no longer taken, tries again what may pass, and tells what remains in Leat's words. Threads share it.
 */
final class Requests {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(30);
    private static final String WHERE = "airflow";
    private static final int LONGEST_WORDS = 500;

    /** One operation of the generated client. */
    interface Request<T> {
        T to(AirflowApi api) throws ApiException;
    }

    private final Login login;
    private final Backoff backoff;
    private final AirflowApi api;
    private String token = "";

    Requests(Login login, Backoff backoff) {
        this.login = login;
        this.backoff = backoff;
        ApiClient client = new ApiClient();
        // Java's offer to go on in HTTP/2 is an error to Airflow's server.
        client.setHttpClientBuilder(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1));
        client.updateBaseUri(login.url());
        client.setConnectTimeout(CONNECT);
        client.setReadTimeout(READ);
        client.setRequestInterceptor(request -> {
            if (!token().isEmpty()) {
                request.setHeader("Authorization", "Bearer " + token());
            }
        });
        this.api = new AirflowApi(client);
    }

    /** For what may be done twice. @throws LeatException of kind SYSTEM after the last try; WORKSPACE for what trying again does not change */
    <T> T repeatable(Request<T> request) {
        return send(request, failure -> true);
    }

    /** For what must not be done twice: tried again only where it has not arrived, or Airflow says that another writer kept it from its database. */
    <T> T once(Request<T> request) {
        return send(request, failure -> failure.getCause() instanceof ConnectException || failure.getCause() instanceof HttpConnectTimeoutException
            || failure.getCode() == 503 && String.valueOf(failure.getResponseBody()).contains("Database is locked"));
    }

    /** What answers 404 is empty. */
    <T> Optional<T> found(Request<T> request) {
        return repeatable(any -> {
            try {
                return Optional.of(request.to(any));
            } catch (ApiException e) {
                if (e.getCode() == 404) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private <T> T send(Request<T> request, Predicate<ApiException> again) {
        boolean renewed = false;
        for (int attempt = 1;;) {
            String used = token();
            try {
                if (used.isEmpty()) {
                    used = renew(used);
                }
                return request.to(api);
            } catch (ApiException e) {
                // One that has expired is told by 401, one of an Airflow whose key has changed by 403, as is a missing right.
                if ((e.getCode() == 401 || e.getCode() == 403) && !renewed && !token().isEmpty()) {
                    renewed = true;
                    forget(used);
                } else if (!passing(e) || !again.test(e) || Thread.currentThread().isInterrupted() || !backoff.again(attempt++)) {
                    throw told(e);
                }
            }
        }
    }

    /** Without a token, so that it can be asked before anything else. @return the version that answers there */
    String version() {
        return repeatableWithoutLogin(AirflowApi::version).getVersion();
    }

    private <T> T repeatableWithoutLogin(Request<T> request) {
        for (int attempt = 1;; attempt++) {
            try {
                return request.to(api);
            } catch (ApiException e) {
                if (e.getCode() == 404 || e.getCause() instanceof JsonProcessingException) {
                    throw new LeatException(Kind.WORKSPACE, WHERE, login.url() + " is no Airflow that Leat knows (" + said(e) + ")", "Use " + Airflow.KNOWN + ", or correct airflow.url", e);
                }
                if (!passing(e) || !backoff.again(attempt)) {
                    throw told(e);
                }
            }
        }
    }

    private synchronized String token() {
        return token;
    }

    private synchronized void forget(String old) {
        if (token.equals(old)) {
            token = "";
        }
    }

    /** One thread logs in, the others take what it got. */
    private synchronized String renew(String old) throws ApiException {
        if (token.equals(old)) {
            try {
                token = api.login(new Credentials().username(login.user()).password(login.password().reveal())).getAccessToken();
                Secrets.remember(token, "***");
            } catch (ApiException e) {
                if (e.getCode() == 401 || e.getCode() == 403) {
                    throw new LeatException(Kind.WORKSPACE, "leat.yaml: airflow.password", login.url() + " refuses the user '" + login.user() + "' with this password",
                        "Correct airflow.user and airflow.password");
                }
                throw e;
            }
        }
        return token;
    }

    private static boolean passing(ApiException e) {
        return e.getCode() == 0 ? !(e.getCause() instanceof JsonProcessingException) : e.getCode() >= 500 || e.getCode() == 429 || e.getCode() == 408;
    }

    private LeatException told(ApiException e) {
        if (e.getCode() == 0 && !(e.getCause() instanceof JsonProcessingException)) {
            return new LeatException(Kind.SYSTEM, WHERE, login.url() + " cannot be reached (" + said(e) + ")", login.embedded() ? "Start it: leat up" : "Check that Airflow runs and airflow.url is right", e);
        }
        if (passing(e)) {
            return new LeatException(Kind.SYSTEM, WHERE, login.url() + " does not work (" + said(e) + ")", "Look at Airflow's own log; then run again", e);
        }
        if (e.getCode() == 401 || e.getCode() == 403) {
            return new LeatException(Kind.WORKSPACE, WHERE, "the user '" + login.user() + "' may not do this (" + said(e) + ")", "Give it the right in Airflow, or name another user in leat.yaml", e);
        }
        return new LeatException(Kind.WORKSPACE, WHERE, login.url() + " does not take the request (" + said(e) + ")", "See Airflow's pages", e);
    }

    /** Airflow's own words. */
    private static String said(ApiException e) {
        if (e.getCode() == 0) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return cause.getMessage() == null ? cause.getClass().getSimpleName() : cut(cause.getMessage().lines().findFirst().orElse(""));
        }
        String body = e.getResponseBody() == null ? "" : e.getResponseBody();
        try {
            JsonNode detail = Yaml.json().readTree(body).path("detail");
            return "status " + e.getCode() + (detail.isMissingNode() ? "" : ", " + cut(detail.isTextual() ? detail.asText() : detail.toString()));
        } catch (JsonProcessingException page) {
            return "status " + e.getCode();
        }
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST_WORDS ? line.substring(0, LONGEST_WORDS) + "…" : line;
    }
}
