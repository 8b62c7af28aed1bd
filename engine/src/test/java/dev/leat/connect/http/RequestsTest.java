package dev.leat.connect.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.connect.Finding;
import dev.leat.connect.http.ScriptedApi.Call;
import dev.leat.connect.http.ScriptedApi.Reply;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestsTest {
    private static final String ONE_PAGE = "entities: {things: {path: things}}\n";
    private static final Reply ONE = Reply.json("[{\"id\": 1}]");
    @TempDir
    private Path folder;

    private List<String> columns(ScriptedApi api, String yaml) {
        return TestApi.at(api, folder, yaml).source().schema(TestApi.THINGS).names();
    }

    private AbstractThrowableAssert<?, ? extends Throwable> failure(Kind kind, String yaml, Function<Call, Reply> script) {
        try (ScriptedApi api = new ScriptedApi(script)) {
            return assertThatThrownBy(() -> columns(api, yaml)).isInstanceOfSatisfying(LeatException.class, e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
        }
    }

    private ScriptedApi answering(String yaml, Function<Call, Reply> script) {
        ScriptedApi api = new ScriptedApi(script);
        assertThat(columns(api, yaml)).containsExactly("id");
        api.close();
        return api;
    }

    @Test
    void serverErrorIsTriedAgainAndThenToldWithItsWords() {
        assertThat(answering(ONE_PAGE, call -> call.number() < 2 ? Reply.status(500, "oops") : ONE).calls()).hasSize(3);
        failure(Kind.SYSTEM, ONE_PAGE, call -> Reply.status(500, "{\"error\": {\"message\": \"the disk is full\"}}")).hasMessageContaining("status 500, the disk is full")
            .hasMessageContaining("/v2/things");
    }

    @Test
    void retryAfterIsFollowedAndCountsAsNoTry() {
        long begun = System.nanoTime();
        ScriptedApi api = answering(ONE_PAGE, call -> call.number() < 4 ? Reply.status(call.number() % 2 == 0 ? 429 : 503, "slow down").with("Retry-After", call.number() == 3 ? "1" : "0") : ONE);
        assertThat(api.calls()).hasSize(5);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(1_300));
    }

    @Test
    void retryAfterAsADateIsFollowedAndOneThatIsTooFarIsAFailure() {
        String soon = java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().plusSeconds(2).atOffset(java.time.ZoneOffset.UTC));
        long begun = System.nanoTime();
        answering(ONE_PAGE, call -> call.number() == 0 ? Reply.status(429, "").with("Retry-After", soon) : ONE);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(900));
        failure(Kind.SYSTEM, ONE_PAGE, call -> Reply.status(429, "").with("Retry-After", "86400")).hasMessageContaining("86400 s");
    }

    @Test
    void tooManyRequestsWithoutAWordOnWhenAreTriedAgain() {
        assertThat(answering(ONE_PAGE, call -> call.number() == 0 ? Reply.status(429, "") : ONE).calls()).hasSize(2);
    }

    @Test
    void ownRateIsKept() {
        long begun = System.nanoTime();
        answering("rate: {requests: 2, per: 300ms}\nentities: {things: {path: things, page: {number: page}}}",
            call -> call.param("page", 1) < 7 ? Reply.json("[{\"id\": " + call.param("page", 1) + "}]") : Reply.json("[]"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void packedAnswersAreUnpackedAndTruncatedOnesTriedAgain() {
        ScriptedApi api = answering(ONE_PAGE, call -> call.number() == 0 ? ONE.packed().cut(5) : ONE.packed());
        assertThat(api.calls()).hasSize(2).allSatisfy(call -> assertThat(call.headers()).containsEntry("accept-encoding", "gzip"));
        failure(Kind.SYSTEM, ONE_PAGE, call -> ONE.packed().cut(9)).hasMessageContaining("Unexpected end of ZLIB");
    }

    @Test
    void answerThatIsNoJsonIsTriedAgainAndThenAFailure() {
        assertThat(answering(ONE_PAGE, call -> call.number() == 0 ? Reply.json("[{\"id\": 1}, {\"id") : ONE).calls()).hasSize(2);
        failure(Kind.SYSTEM, ONE_PAGE, call -> Reply.json("<html>maintenance</html>")).hasMessageContaining("no JSON");
    }

    @Test
    void answerOverTheLimitEndsAtOnceAlsoWhenItOnlyUnpacksToThat() {
        Reply large = Reply.json("[\"" + "x".repeat(3 << 20) + "\"]");
        for (Reply reply : List.of(large, large.packed())) {
            failure(Kind.WORKSPACE, "maxMegabytes: 2\n" + ONE_PAGE, call -> reply).hasMessageContaining("more than 2 MB").hasMessageContaining("maxMegabytes");
        }
        assertThat(large.packed().body().length).isLessThan(1 << 20);
    }

    @Test
    void slowAnswerAndOneThatNeverEndsAreTimeouts() throws Exception {
        long begun = System.nanoTime();
        failure(Kind.SYSTEM, "timeout: 200ms\n" + ONE_PAGE, call -> ONE.after(1_000)).hasMessageContaining("within 200 ms");
        try (ServerSocket dripping = new ServerSocket(0)) {
            Thread drip = new Thread(() -> drip(dripping));
            drip.setDaemon(true);
            drip.start();
            assertThatThrownBy(() -> TestApi.at("http://127.0.0.1:" + dripping.getLocalPort(), folder, "timeout: 300ms\n" + ONE_PAGE).source().schema(TestApi.THINGS)).hasMessageContaining("within 300 ms");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    }

    /** Headers at once, then a byte now and then. */
    private static void drip(ServerSocket server) {
        try {
            for (;;) {
                var socket = server.accept();
                socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n[".getBytes());
                Thread drops = new Thread(() -> {
                    try (socket) {
                        for (;;) {
                            socket.getOutputStream().write(' ');
                            Thread.sleep(20);
                        }
                    } catch (Exception gone) {
                        return;
                    }
                });
                drops.setDaemon(true);
                drops.start();
            }
        } catch (java.io.IOException closed) {
            return;
        }
    }

    @Test
    void whoIsNotThereIsASystemFailure() {
        assertThatThrownBy(() -> TestApi.at("http://127.0.0.1:1", folder, ONE_PAGE).source().schema(TestApi.THINGS))
            .isInstanceOfSatisfying(LeatException.class, e -> assertThat(e.kind()).isEqualTo(Kind.SYSTEM)).hasMessageContaining("ConnectException");
    }

    @Test
    void wrongPathAndMovedAddressAreForTheUserToCorrect() {
        failure(Kind.WORKSPACE, ONE_PAGE, call -> Reply.status(404, "{\"message\": \"no such thing\"}")).hasMessageContaining("no such thing").hasMessageContaining("Correct url and path");
        failure(Kind.WORKSPACE, ONE_PAGE, call -> Reply.status(302, "").with("Location", "https://login.example.com/?ticket=abc"))
            .hasMessageContaining("at https://login.example.com/").hasMessageNotContaining("ticket");
    }

    @Test
    void credentialsAreSentAsTheirKindWantsAndNeverShown() {
        assertThat(answering("auth: {bearer: bbbb-1}\nheaders: {X-Team: tttt}\n" + ONE_PAGE, call -> ONE).calls().get(0).headers()).containsEntry("authorization", "Bearer bbbb-1").containsEntry("x-team", "tttt");
        assertThat(answering("auth: {basic: {user: u, password: 'p:w'}}\n" + ONE_PAGE, call -> ONE).calls().get(0).headers()).containsEntry("authorization", "Basic dTpwOnc=");
        assertThat(answering("auth: {apiKey: {key: kkkk}}\n" + ONE_PAGE, call -> ONE).calls().get(0).headers()).containsEntry("x-api-key", "kkkk");
        assertThat(answering("auth: {apiKey: {key: 'k&k secret', param: api_key}}\n" + ONE_PAGE, call -> ONE).calls().get(0).params()).containsEntry("api_key", "k&k secret");
        failure(Kind.WORKSPACE, "auth: {apiKey: {key: very-secret-key, param: api_key}}\n" + ONE_PAGE, call -> Reply.status(403, "no: " + call.params().get("api_key")))
            .hasMessageContaining("refuses the credential").hasMessageNotContaining("very-secret-key");
    }

    @Test
    void doctorAsksForOnePageOfEachEntityAndSaysWhatIsWrong() {
        try (ScriptedApi api = new ScriptedApi(call -> call.path().endsWith("/things") ? ONE : Reply.status(404, ""))) {
            List<Finding> findings = new HttpConnector().check(TestApi.at(api, folder, "entities: {things: {path: things}, others: {path: others}}").site());
            assertThat(findings).hasSize(2);
            assertThat(findings.get(0).problem()).isEmpty();
            assertThat(findings.get(0).what()).contains("/v2/things").contains("gives 1 record on");
            assertThat(findings.get(1).problem().orElseThrow().toString()).contains("others").contains("404");
        }
    }

    @Test
    void settingsThatCannotBeAreToldBeforeAnythingIsSent() {
        for (String yaml : List.of("url: 'https://a?x=1'\n" + ONE_PAGE, "url: 'https://u:p@a'\n" + ONE_PAGE, "url: 'ftp://a'\n" + ONE_PAGE, ONE_PAGE, "url: 'https://a'",
            "url: 'https://a'\nauth: {}\n" + ONE_PAGE, "url: 'https://a'\nauth: {bearer: a, basic: {user: u, password: p}}\n" + ONE_PAGE,
            "url: 'https://a'\nentities: {things: {path: things, page: {cursor: next}}}", "url: 'https://a'\nentities: {things: {path: things, page: {number: p, offset: o}}}",
            "url: 'https://a'\nentities: {things: {path: 'things?x=1'}}", "url: 'https://a'\nentities: {things: {path: things, page: {link: next, total: n}}}")) {
            assertThatThrownBy(() -> TestApi.settings(yaml)).as(yaml).isInstanceOfSatisfying(LeatException.class, e -> assertThat(e.kind()).isEqualTo(Kind.WORKSPACE));
        }
    }
}
