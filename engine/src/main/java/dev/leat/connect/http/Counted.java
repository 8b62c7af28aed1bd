package dev.leat.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Pages by number or offset. Where the API tells how many there are, several are on their way at once, and come in order; else one after the other until one is empty (a page
 * with fewer records than asked for need not be the last: the API may allow less). Records that move between pages while they are read can be missed: {@link #moved} says
 * what tells of that.
 */
final class Counted implements Iterator<Answer>, AutoCloseable {
    private final Requests requests;
    private final Target target;
    private final Page page;
    private final Deque<CompletableFuture<Answer>> coming = new ArrayDeque<>();
    private ExecutorService threads;
    private OptionalLong pages = OptionalLong.empty();
    private OptionalLong total = OptionalLong.empty();
    private long asked;
    private long given;
    private long records;
    private int size;
    private List<JsonNode> before = List.of();
    private boolean more = true;
    private boolean fell;

    Counted(Requests requests, Target target) {
        this.requests = requests;
        this.target = target;
        this.page = target.endpoint().page().orElseThrow();
    }

    @Override
    public boolean hasNext() {
        return given == 0 || (pages.isPresent() ? given < pages.getAsLong() : more && !before.isEmpty());
    }

    @Override
    public Answer next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Answer answer = pages.isPresent() ? ahead() : ask(asked++);
        given++;
        List<JsonNode> found = target.records(answer);
        if (!found.isEmpty() && found.equals(before)) {
            throw new LeatException(Kind.SYSTEM, target.where(), "page " + given + " is the same as the one before it: the API does not follow '" + page.number().or(page::offset).orElseThrow() + "'",
                "Check 'page' of the entity");
        }
        before = found;
        records += found.size();
        more = page.more().map(place -> JsonPath.of(place).in(answer.body()).asBoolean(false)).orElse(true);
        OptionalLong now = number(answer, page.total());
        fell |= total.isPresent() && now.isPresent() && now.getAsLong() < total.getAsLong();
        if (given == 1) {
            size = found.size();
            total = now;
            pages = page.pages().isPresent() ? number(answer, page.pages()) : now.isEmpty() ? OptionalLong.empty() : OptionalLong.of(size == 0 ? 1 : (now.getAsLong() + size - 1) / size);
        }
        return answer;
    }

    /** Whether there are signs that records moved between pages, of those that all pages together show; to be asked after the last. */
    boolean moved() {
        return fell || total.isPresent() && records < total.getAsLong();
    }

    /** How many records the API said there are. */
    OptionalLong total() {
        return total;
    }

    private Answer ahead() {
        if (threads == null) {
            int most = target.settings().parallel().orElse(4);
            threads = Executors.newFixedThreadPool(most, work -> {
                Thread thread = new Thread(work, "leat-http");
                thread.setDaemon(true);
                return thread;
            });
        }
        while (asked < pages.getAsLong() && coming.size() < target.settings().parallel().orElse(4)) {
            long number = asked++;
            coming.addLast(CompletableFuture.supplyAsync(() -> ask(number), threads));
        }
        try {
            return coming.removeFirst().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LeatException told ? told : e;
        }
    }

    private Answer ask(long number) {
        String name = page.number().or(page::offset).orElseThrow();
        long value = page.number().isPresent() ? page.first().orElse(1) + number : pages.isPresent() ? number * size : records;
        URI address = Addresses.with(target.first(), Map.of(name, String.valueOf(value)));
        return requests.get(target.where(), address, target.list());
    }

    private OptionalLong number(Answer answer, java.util.Optional<String> place) {
        if (place.isEmpty()) {
            return OptionalLong.empty();
        }
        JsonNode value = JsonPath.of(place.get()).in(answer.body());
        if (value.canConvertToLong() && value.isIntegralNumber() || value.asText().matches("\\d{1,15}")) {
            return OptionalLong.of(value.asLong());
        }
        throw new LeatException(Kind.WORKSPACE, target.where(), "there is no number at '" + place.get() + "' in the answer of " + Addresses.shown(answer.at()), "Correct 'page.total' and 'page.pages'");
    }

    /** Ends what is on its way. */
    @Override
    public void close() {
        if (threads != null) {
            threads.shutdownNow();
        }
    }
}
