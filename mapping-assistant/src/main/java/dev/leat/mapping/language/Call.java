package dev.leat.mapping.language;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.leat.model.Kind;
import dev.leat.model.LanguageModel;
import dev.leat.model.LeatException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** One request to the model, again where that may help. For several threads. */
final class Call {
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);

    private final LanguageModel settings;
    private final String key;
    private final Line line;

    Call(LanguageModel settings, String key, Line line) {
        this.settings = settings;
        this.key = key;
        this.line = line;
    }

    /**
     * @param text   of the answer; empty where there is none that LangChain4j can read
     * @param tokens as the answer says
     */
    record Came(Exchange exchange, Optional<String> text, OptionalLong tokens) {
        String failure() {
            return exchange.failure().orElseGet(() -> exchange.isAnswered() ? "unreadable" : "http-" + exchange.status().orElseThrow());
        }
    }

    /** Until it is answered, may not be sent again, or the budget's tries, time or tokens are at their end. */
    Came patiently(ChatRequest request, Purse purse) {
        Duration wait = FIRST_WAIT;
        Came came = once(request, shorter(settings.within().requestTime(), purse.left()));
        while (came.exchange().isWorthAnother() && came.exchange().tries() < settings.within().tries() && purse.left().compareTo(wait) > 0
            && (!came.exchange().mayHaveCost() || purse.again(request))) {
            pause(wait);
            wait = wait.multipliedBy(2);
            Came again = once(request, shorter(settings.within().requestTime(), purse.left()));
            came = new Came(again.exchange().after(came.exchange().tries()), again.text(), again.tokens());
        }
        return came;
    }

    Came once(ChatRequest request, Duration timeout) {
        Wire wire = new Wire(line, timeout);
        try {
            ChatResponse response = Provider.of(settings.provider()).model(settings, key, wire).chat(request);
            OptionalLong tokens = Optional.ofNullable(response.tokenUsage()).flatMap(usage -> Optional.ofNullable(usage.totalTokenCount())).filter(count -> count > 0)
                .map(OptionalLong::of).orElse(OptionalLong.empty());
            return new Came(wire.exchange().orElseThrow(), Optional.ofNullable(response.aiMessage()).flatMap(message -> Optional.ofNullable(message.text())), tokens);
        } catch (RuntimeException refusedOrNonsense) {
            // LangChain4j has no one type for bodies that it cannot read; the exchange says what came
            return wire.exchange().map(exchange -> new Came(exchange, Optional.empty(), OptionalLong.empty()))
                .orElseThrow(() -> new LeatException(Kind.BUG, "assistant", "the request to the language model cannot be made", "Report it", refusedOrNonsense));
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeatException(Kind.SYSTEM, "assistant", "asking the language model was interrupted", "Run it again", e);
        }
    }
}
