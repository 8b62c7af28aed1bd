package dev.leat.mapping.language;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.leat.model.LanguageModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What of the budget is left. A request is reserved for at its most before it is sent, and paid for by what its answer says. For several threads. */
final class Purse {
    /** No tokenizer makes fewer characters of a token on such texts. */
    private static final int CHARACTERS = 2;

    private final LanguageModel.Budget budget;
    private final long deadline;
    private long spent;
    private long reserved;

    Purse(LanguageModel.Budget budget) {
        this.budget = budget;
        this.deadline = System.nanoTime() + budget.allTime().toNanos();
    }

    /** As many from the beginning as there are tokens for. */
    synchronized List<ChatRequest> affordable(List<ChatRequest> requests) {
        List<ChatRequest> affordable = new ArrayList<>();
        long sum = spent;
        for (ChatRequest request : requests) {
            sum += most(request);
            if (sum > budget.allTokens()) {
                break;
            }
            affordable.add(request);
        }
        return affordable;
    }

    synchronized void reserve(ChatRequest request) {
        reserved += most(request);
    }

    /** Whether it may be sent once more; then that is reserved too. */
    synchronized boolean again(ChatRequest request) {
        boolean enough = spent + reserved + most(request) <= budget.allTokens();
        reserved += enough ? most(request) : 0;
        return enough;
    }

    /** After all of a wave came back, in its order. */
    synchronized void pay(ChatRequest request, Call.Came came) {
        reserved = 0;
        boolean counted = came.tokens().isPresent();
        long failed = came.exchange().tries() - (counted ? 1 : 0);
        spent += came.tokens().orElse(0) + (came.exchange().mayHaveCost() ? failed * most(request) : 0);
    }

    synchronized long spent() {
        return spent;
    }

    /** Of the time; zero when it is over. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    private long most(ChatRequest request) {
        return request.messages().stream().mapToLong(Purse::length).sum() / CHARACTERS + budget.answerTokens();
    }

    private static long length(ChatMessage message) {
        return message instanceof SystemMessage system ? system.text().length() : ((UserMessage) message).singleText().length();
    }
}
