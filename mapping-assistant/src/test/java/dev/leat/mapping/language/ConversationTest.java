package dev.leat.mapping.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.mapping.language.ModelServer.Response;
import dev.leat.model.LanguageModel;
import dev.leat.model.LanguageModel.Budget;
import dev.leat.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConversationTest {
    private static final Response ANSWER = Response.answer("a", "", "r");

    @TempDir
    Path folder;

    @BeforeEach
    void key() {
        System.setProperty("leat.env.LEAT_TEST_KEY", "key-that-is-secret");
    }

    private static List<Question> questions(int count) {
        Question.Field field = new Question.Field("a", "string", "", List.of(Optional.of("Ada"), Optional.empty(), Optional.of("42 %")));
        return IntStream.range(0, count).mapToObj(i -> new Question("t" + i, Optional.of("string"), Optional.empty(), Optional.empty(), Optional.empty(), false, List.of(), List.of(field))).toList();
    }

    private static LanguageModel settings(LanguageModel.Provider provider, String url, Budget budget) {
        return new LanguageModel(provider, "m", Optional.of(url), Optional.of(new Secret("${env:LEAT_TEST_KEY}")), Optional.empty(), Optional.of(budget));
    }

    private static Budget budget(Integer tokens, Integer timeoutMillis, Integer timeMillis, Integer retries, Integer parallel) {
        return new Budget(Optional.ofNullable(tokens), Optional.empty(), Optional.ofNullable(timeoutMillis).map(Duration::ofMillis), Optional.ofNullable(timeMillis).map(Duration::ofMillis),
            Optional.ofNullable(retries), Optional.ofNullable(parallel));
    }

    private Path file() {
        return folder.resolve("x.jsonl");
    }

    private Outcome ask(ModelServer server, Budget budget, int questions) {
        return Conversation.live(settings(LanguageModel.Provider.OPENAI, server.url(), budget), file()).ask(questions(questions));
    }

    @ParameterizedTest
    @EnumSource(LanguageModel.Provider.class)
    void everyProviderIsAskedForTheSameSchemaByItsOwnProtocolWithTheKeyInAHeaderOnly(LanguageModel.Provider provider) throws IOException {
        Map<LanguageModel.Provider, String> paths = Map.of(LanguageModel.Provider.OPENAI, "/v1/chat/completions", LanguageModel.Provider.ANTHROPIC, "/v1/messages", LanguageModel.Provider.OLLAMA, "/v1/api/chat");
        String text = "{\"source\": \"a\", \"expression\": \"\", \"reason\": \"r\"}";
        String anthropic = ModelServer.write(Map.of("id", "x", "type", "message", "role", "assistant", "model", "m", "stop_reason", "end_turn", "content", List.of(Map.of("type", "text", "text", text)),
            "usage", Map.of("input_tokens", 900, "output_tokens", 100)));
        String ollama = ModelServer.write(Map.of("model", "m", "created_at", "2026-01-01T00:00:00Z", "done", true, "message", Map.of("role", "assistant", "content", text), "prompt_eval_count", 900, "eval_count", 100));
        Map<LanguageModel.Provider, Response> responses = Map.of(LanguageModel.Provider.OPENAI, Response.saying(text), LanguageModel.Provider.ANTHROPIC, new Response(200, anthropic),
            LanguageModel.Provider.OLLAMA, new Response(200, ollama));
        try (ModelServer server = new ModelServer(request -> responses.get(provider))) {
            LanguageModel settings = settings(provider, server.url(), Budget.DEFAULT);
            Outcome outcome = Conversation.live(settings, file()).ask(questions(1));
            assertThat(outcome).isEqualTo(new Outcome(List.of(new Outcome.Reply(Optional.of(new Answer("a", "", "r")), Optional.empty())), Optional.empty(), 1000));
            ModelServer.Request sent = server.requests.get(0);
            assertThat(sent.path()).isEqualTo(paths.get(provider));
            assertThat(sent.body()).doesNotContain("key-that-is-secret", "Ada").contains("\"enum\"", "Aaa", "99 %");
            assertThat(sent.headers().toString()).contains("key-that-is-secret");
            assertThat(Conversation.requests(settings, questions(1))).containsExactly(new Conversation.Request(server.url() + sent.path().substring(3), sent.body()));
            assertThat(Files.readString(file())).doesNotContain("key-that-is-secret");
            assertThat(Conversation.replay(settings, file()).ask(questions(1))).isEqualTo(outcome);
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void theBudgetOfTokensStopsAskingWithWhatIsAnsweredUntilThen() {
        try (ModelServer server = new ModelServer(request -> ANSWER)) {
            Outcome outcome = ask(server, budget(8_000, null, null, null, 1), 10);
            assertThat(outcome.stopped()).contains("tokens");
            assertThat(outcome.tokens()).isEqualTo(1000L * server.requests.size()).isBetween(3_000L, 8_000L);
            assertThat(outcome.replies()).hasSize(10).filteredOn(reply -> reply.answer().isPresent()).hasSameSizeAs(server.requests);
            assertThat(outcome.replies()).last().isEqualTo(new Outcome.Reply(Optional.empty(), Optional.of("not-asked")));
            assertThat(Conversation.replay(settings(LanguageModel.Provider.OPENAI, server.url(), budget(8_000, null, null, null, 1)), file()).ask(questions(10))).isEqualTo(outcome);
            assertThat(ask(server, budget(0, null, null, null, null), 3)).returns(Optional.of("tokens"), Outcome::stopped).returns(0L, Outcome::tokens);
        }
    }

    @Test
    void theTimeForAllStopsAskingAndReplayStopsAtTheSamePlace() {
        try (ModelServer server = new ModelServer(request -> {
            sleep(400);
            return ANSWER;
        })) {
            Budget budget = budget(null, null, 1_000, 0, 1);
            Outcome outcome = ask(server, budget, 20);
            assertThat(outcome.stopped()).contains("time");
            assertThat(outcome.replies()).filteredOn(reply -> reply.answer().isPresent()).hasSizeBetween(1, 3);
            assertThat(Conversation.replay(settings(LanguageModel.Provider.OPENAI, server.url(), budget), file()).ask(questions(20))).isEqualTo(outcome);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aBusyOrBrokenServerIsAskedAgainAndAFinalRefusalIsNot() {
        AtomicInteger calls = new AtomicInteger();
        try (ModelServer server = new ModelServer(request -> calls.incrementAndGet() == 1 ? new Response(429, "{}") : calls.get() == 2 ? new Response(500, "oops") : ANSWER)) {
            assertThat(ask(server, budget(null, null, null, 2, 1), 1).replies().get(0).answer()).isPresent();
            assertThat(calls).hasValue(3);
        }
        for (int status : new int[] {400, 401, 404, 307}) {
            try (ModelServer server = new ModelServer(request -> new Response(status, status == 307 ? "/elsewhere" : "{}"))) {
                assertThat(ask(server, budget(null, null, null, 2, 1), 5)).returns(Optional.of("unreachable"), Outcome::stopped)
                    .satisfies(outcome -> assertThat(outcome.replies().get(0).failure()).contains("http-" + status));
                assertThat(server.requests).as("no retry, no redirect, no second question").hasSize(1);
            }
        }
        try (ModelServer server = new ModelServer(request -> new Response(500, ""))) {
            Outcome outcome = ask(server, budget(null, null, null, 1, 2), 5);
            assertThat(outcome.replies()).extracting(reply -> reply.failure().orElseThrow()).containsExactly("http-500", "http-500", "not-asked", "not-asked", "not-asked");
            assertThat(server.requests).hasSize(4);
            assertThat(outcome.tokens()).as("what was refused costs nothing").isZero();
        }
    }

    @Test
    void atMostSoManyAreAskedAtATime() {
        try (ModelServer server = new ModelServer(request -> {
            sleep(50);
            return ANSWER;
        })) {
            assertThat(ask(server, budget(null, null, null, null, 3), 10).replies()).allMatch(reply -> reply.answer().isPresent());
            assertThat(server.most()).isBetween(2, 3);
        }
    }

    @Test
    void aServerThatDripsIsLeftAfterTheTimeout() {
        long begin = System.nanoTime();
        try (ModelServer server = new ModelServer(request -> {
            sleep(20_000);
            return ANSWER;
        })) {
            assertThat(ask(server, budget(null, 300, null, 1, 1), 3).replies().get(0).failure()).contains("timeout");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void masksKeepTheFormatAndNoLetterOrDigit() {
        assertThat(List.of("Ada Lovelace", "M-1815/12", "\u00c5sa \u00d8", "\u674e\u56db", "\u0664\u0662", "\ud83d\ude00\n", "")).extracting(Masking::mask)
            .containsExactly("Aaa Aaaaaaaa", "A-9999/99", "Aaa A", "aa", "99", "??", "");
        assertThat(Masking.mask("x".repeat(100_000))).hasSize(43);
    }

    @Test
    void oneLineAnExchange() throws IOException {
        try (ModelServer server = new ModelServer(request -> ANSWER)) {
            ask(server, Budget.DEFAULT, 6);
        }
        List<String> lines = Files.readAllLines(file());
        assertThat(lines).hasSize(6).isSorted().allSatisfy(line -> {
            JsonNode exchange = ModelServer.read(line);
            assertThat(exchange.path("key").asText()).matches("sha256:[0-9a-f]{64}");
            assertThat(exchange.path("request").asText()).contains("\"model\" : \"m\"");
            assertThat(exchange.path("status").asInt()).isEqualTo(200);
        });
    }
}
