package dev.leat.connect.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.connect.http.ScriptedApi.Call;
import dev.leat.connect.http.ScriptedApi.Reply;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OAuthTest {
    private static final String OAUTH = """
        auth: {oauth: {tokenUrl: /oauth/token, clientId: me, clientSecret: very-secret, scope: read, params: {audience: all}}}
        entities: {things: {path: things, records: items, page: {number: page, total: total}}}
        """;
    @TempDir
    private Path folder;

    private static boolean isToken(Call call) {
        return call.path().equals("/oauth/token");
    }

    private static Reply page(Call call) {
        return Reply.json("{\"total\": 20, \"items\": [{\"id\": " + call.param("page", 1) + "}]}");
    }

    @Test
    void oneTokenServesAllPagesUntilItExpires() {
        AtomicInteger tokens = new AtomicInteger();
        try (ScriptedApi api = new ScriptedApi(call -> isToken(call) ? Reply.json("{\"access_token\": \"token-" + tokens.incrementAndGet() + "\", \"expires_in\": 3600}") : page(call))) {
            assertThat(TestApi.at(api, folder, OAUTH).source().schema(TestApi.THINGS).names()).containsExactly("id");
            Call token = api.calls().get(0);
            assertThat(token.method()).isEqualTo("POST");
            assertThat(token.headers()).containsEntry("authorization", "Basic bWU6dmVyeS1zZWNyZXQ=");
            assertThat(List.of(token.body().split("&"))).containsExactlyInAnyOrder("grant_type=client_credentials", "scope=read", "audience=all");
            assertThat(tokens.get()).isEqualTo(1);
            assertThat(api.calls()).hasSize(21);
        }
    }

    @Test
    void refusedTokenIsRenewedOnceInTheMiddleAlsoWhenPagesAreReadInParallel() {
        AtomicInteger tokens = new AtomicInteger();
        AtomicInteger pages = new AtomicInteger();
        try (ScriptedApi api = new ScriptedApi(call -> {
            if (isToken(call)) {
                return Reply.json("{\"access_token\": \"token-" + tokens.incrementAndGet() + "\"}");
            }
            boolean old = call.headers().get("authorization").equals("Bearer token-1");
            return old && pages.incrementAndGet() > 5 ? Reply.status(401, "{\"error\": \"invalid_token\"}") : page(call);
        })) {
            assertThat(TestApi.at(api, folder, OAUTH).source().schema(TestApi.THINGS).names()).containsExactly("id");
            assertThat(tokens.get()).isEqualTo(2);
        }
    }

    @Test
    void tokenThatExpiresIsRenewedBeforeItIsRefused() {
        AtomicInteger tokens = new AtomicInteger();
        try (ScriptedApi api = new ScriptedApi(call -> isToken(call) ? Reply.json("{\"access_token\": \"token-" + tokens.incrementAndGet() + "\", \"expires_in\": 1}") : page(call).after(100))) {
            TestApi.at(api, folder, "parallel: 1\n" + OAUTH).source().schema(TestApi.THINGS);
            assertThat(tokens.get()).isBetween(2, 4);
        }
    }

    @Test
    void secretThatIsWrongIsToldWithoutIt() {
        try (ScriptedApi api = new ScriptedApi(call -> Reply.status(401, "{\"error\": \"invalid_client very-secret\"}"))) {
            assertThatThrownBy(() -> TestApi.at(api, folder, OAUTH).source().schema(TestApi.THINGS))
                .isInstanceOfSatisfying(LeatException.class, e -> assertThat(e.kind()).isEqualTo(Kind.WORKSPACE))
                .hasMessageContaining("auth.oauth").hasMessageContaining("invalid_client").hasMessageNotContaining("very-secret");
            assertThat(api.calls()).hasSize(2);
            assertThat(api.calls().get(1).body()).contains("client_id=me", "client_secret=very-secret");
        }
    }

    @Test
    void apiThatRefusesEveryTokenIsNotAskedForEver() {
        try (ScriptedApi api = new ScriptedApi(call -> isToken(call) ? Reply.json("{\"access_token\": \"token\", \"expires_in\": 60}") : Reply.status(401, ""))) {
            assertThatThrownBy(() -> TestApi.at(api, folder, OAUTH).source().schema(TestApi.THINGS)).hasMessageContaining("refuses the credential");
            assertThat(api.calls()).hasSize(4);
        }
    }

    @Test
    void tokenServerThatFailsForAMomentIsAskedAgain() {
        try (ScriptedApi api = new ScriptedApi(call -> call.number() == 0 ? Reply.status(503, "") : isToken(call) ? Reply.json("{\"access_token\": \"t\"}") : page(call))) {
            assertThat(TestApi.at(api, folder, OAUTH).source().schema(TestApi.THINGS).names()).containsExactly("id");
        }
    }
}
