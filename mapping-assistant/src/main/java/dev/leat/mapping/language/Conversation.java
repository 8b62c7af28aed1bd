package dev.leat.mapping.language;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.leat.model.Kind;
import dev.leat.model.LanguageModel;
import dev.leat.model.LeatException;
import dev.leat.model.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks questions within a budget, a few at a time. The questions asked and what comes of the answers do not depend on the order in which the answers arrive: a wave
 * is asked whole and waited for. What was asked and answered is stored after each wave.
 */
public final class Conversation {
    private static final String NO_KEY = "";
    private static final String NOT_ASKED = "not-asked";

    private final LanguageModel settings;
    private final Exchanges exchanges;
    private final boolean replay;

    private Conversation(LanguageModel settings, Exchanges exchanges, boolean replay) {
        this.settings = settings;
        this.exchanges = exchanges;
        this.replay = replay;
    }

    /** @param file takes the exchanges; those of before are gone */
    public static Conversation live(LanguageModel settings, Path file) {
        return new Conversation(settings, Exchanges.fresh(file), false);
    }

    /**
     * With the stored answers; no network, no key.
     *
     * @throws LeatException of kind WORKSPACE when there are none
     */
    public static Conversation replay(LanguageModel settings, Path file) {
        return new Conversation(settings, Exchanges.stored(file), true);
    }

    /** The requests that {@link #ask} would send if each is answered, exactly; nothing is sent. */
    public static List<Request> requests(LanguageModel settings, List<Question> questions) {
        Prompt prompt = new Prompt(settings.shown());
        return shown(settings, questions.stream().map(prompt::request).toList());
    }

    /** The same of {@link #describe}. */
    public static List<Request> requests(LanguageModel settings, List<Undescribed> questions, List<String> semantics) {
        DescriptionPrompt prompt = new DescriptionPrompt(settings.shown(), semantics);
        return shown(settings, questions.stream().map(prompt::request).toList());
    }

    private static List<Request> shown(LanguageModel settings, List<ChatRequest> requests) {
        return requests.stream().map(request -> {
            Line nowhere = (exchange, outgoing, timeout) -> exchange.failed(Exchanges.MISSING);
            Exchange exchange = new Call(settings, NO_KEY, nowhere).once(request, Duration.ZERO).exchange();
            return new Request(exchange.url(), exchange.request());
        }).toList();
    }

    /** What would leave the machine beside the key, which is in a header. */
    public record Request(String url, String body) {}

    /** @throws LeatException of kind WORKSPACE when the key cannot be resolved, or when a stored answer is missing */
    public Outcome ask(List<Question> questions) {
        Prompt prompt = new Prompt(settings.shown());
        Asked asked = ask(questions.stream().map(prompt::request).toList(), questions.stream().map(Question::target).toList());
        List<Outcome.Reply> replies = new ArrayList<>();
        for (Call.Came came : asked.came()) {
            Optional<Answer> answer = came.text().flatMap(Prompt::answer);
            replies.add(new Outcome.Reply(answer, answer.isPresent() ? Optional.empty() : Optional.of(came.failure())));
        }
        replies.addAll(Collections.nCopies(questions.size() - replies.size(), new Outcome.Reply(Optional.empty(), Optional.of(NOT_ASKED))));
        return new Outcome(replies, asked.stopped(), asked.tokens());
    }

    /**
     * What fields are.
     *
     * @param semantics the words for what values mean that may be answered
     * @throws LeatException as {@link #ask}
     */
    public Descriptions describe(List<Undescribed> questions, List<String> semantics) {
        DescriptionPrompt prompt = new DescriptionPrompt(settings.shown(), semantics);
        Asked asked = ask(questions.stream().map(prompt::request).toList(), questions.stream().map(Undescribed::entity).toList());
        Map<String, Integer> failed = new TreeMap<>();
        Map<String, Integer> dropped = new TreeMap<>();
        List<List<Description>> said = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            Undescribed question = questions.get(i);
            Optional<Call.Came> came = i < asked.came().size() ? Optional.of(asked.came().get(i)) : Optional.empty();
            Optional<List<Description>> answer = came.flatMap(Call.Came::text).flatMap(text -> prompt.answer(question, text, dropped));
            if (answer.isEmpty()) {
                failed.merge(came.map(Call.Came::failure).orElse(NOT_ASKED), 1, Integer::sum);
            }
            said.add(answer.orElse(List.of()));
        }
        return new Descriptions(said, failed, dropped, asked.stopped(), asked.tokens());
    }

    /** @param came of the first requests; the others were not asked */
    private record Asked(List<Call.Came> came, Optional<String> stopped, long tokens) {}

    private Asked ask(List<ChatRequest> requests, List<String> about) {
        Call call = replay ? new Call(settings, NO_KEY, exchanges) : new Call(settings, settings.apiKey().map(Secret::reveal).orElse(NO_KEY), new Network());
        ExecutorService threads = Executors.newFixedThreadPool(settings.within().atATime(), work -> {
            Thread thread = new Thread(work, "leat-language");
            thread.setDaemon(true);
            return thread;
        });
        try {
            return ask(requests, about, call, threads);
        } finally {
            threads.shutdownNow();
        }
    }

    private Asked ask(List<ChatRequest> requests, List<String> about, Call call, ExecutorService threads) {
        Purse purse = new Purse(settings.within());
        List<Call.Came> all = new ArrayList<>();
        Optional<String> stopped = Optional.empty();
        while (all.size() < requests.size() && stopped.isEmpty()) {
            List<ChatRequest> wave = purse.affordable(requests.subList(all.size(), requests.size()).stream().limit(settings.within().atATime()).toList());
            stopped = wave.isEmpty() ? Optional.of("tokens") : timeOver(purse, all.size());
            if (stopped.isEmpty()) {
                List<Call.Came> came = wave(wave, call, purse, threads);
                came.forEach(one -> take(one, about.get(all.size()), all));
                boolean silent = came.stream().noneMatch(one -> one.exchange().isAnswered());
                stopped = silent ? timeOver(purse, all.size()).or(() -> Optional.of("unreachable")) : Optional.empty();
            }
            store();
        }
        return new Asked(all, stopped, purse.spent());
    }

    private Optional<String> timeOver(Purse purse, int asked) {
        if (!replay && purse.left().isZero()) {
            exchanges.stop(new Exchanges.Stop(asked, "time"));
        }
        return exchanges.stop().filter(stop -> stop.asked() == asked).map(Exchanges.Stop::why);
    }

    private List<Call.Came> wave(List<ChatRequest> requests, Call call, Purse purse, ExecutorService threads) {
        requests.forEach(purse::reserve);
        try {
            List<Callable<Call.Came>> calls = requests.stream().<Callable<Call.Came>>map(request -> () -> replay ? call.once(request, Duration.ZERO) : call.patiently(request, purse)).toList();
            List<Call.Came> came = new ArrayList<>();
            for (Future<Call.Came> one : threads.invokeAll(calls)) {
                came.add(one.get());
            }
            for (int i = 0; i < came.size(); i++) {
                purse.pay(requests.get(i), came.get(i));
            }
            return came;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeatException(Kind.SYSTEM, "assistant", "asking the language model was interrupted", "Run it again", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LeatException said) {
                throw said;
            }
            throw new LeatException(Kind.BUG, "assistant", "asking the language model failed", "Report it", e.getCause());
        }
    }

    private void take(Call.Came came, String about, List<Call.Came> all) {
        if (came.exchange().failure().equals(Optional.of(Exchanges.MISSING))) {
            throw new LeatException(Kind.WORKSPACE, about, "no stored answer belongs to what would be asked now: the source's rows, the labels or the settings are others than when it was asked",
                "Propose again without --replay");
        }
        exchanges.add(came.exchange());
        all.add(came);
    }

    private void store() {
        if (!replay) {
            exchanges.write();
        }
    }
}
