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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {
    private static final List<String> FIVE = List.of("[1,null]", "[2,null]", "[3,null]", "[4,null]", "[5,null]");
    @TempDir
    private Path folder;

    private static String things(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(id -> "{\"id\": " + id + "}").collect(Collectors.joining(",", "[", "]"));
    }

    private List<String> snapshot(Function<Call, Reply> script, String entity) {
        try (ScriptedApi api = new ScriptedApi(script)) {
            return TestApi.at(api, folder, "entities: {things: " + entity + "}").snapshot();
        }
    }

    @Test
    void cursorLeadsFromPageToPageAndAnEmptyPageIsNotTheEnd() {
        try (ScriptedApi api = new ScriptedApi(call -> Reply.json(switch (call.params().getOrDefault("after", "")) {
            case "" -> "{\"data\": {\"items\": " + things(1, 2) + "}, \"paging\": {\"next\": \"a b&c\"}}";
            case "a b&c" -> "{\"data\": {\"items\": []}, \"paging\": {\"next\": 7}}";
            default -> "{\"data\": {\"items\": " + things(3, 5) + "}, \"paging\": {\"next\": null}}";
        }))) {
            TestApi connection = TestApi.at(api, folder, """
                params: {lang: "d é"}
                entities:
                  things: {path: /things, records: data.items, params: {status: active}, page: {cursor: paging.next, param: after, size: 2}}
                """);
            assertThat(connection.snapshot()).isEqualTo(FIVE);
            assertThat(api.asked("after")).endsWith("-", "a b&c", "7");
            assertThat(api.calls()).allSatisfy(call -> assertThat(call.params()).containsEntry("limit", "2").containsEntry("status", "active").containsEntry("lang", "d é"))
                .allSatisfy(call -> assertThat(call.path()).isEqualTo("/v2/things"));
        }
    }

    @Test
    void cursorThatComesAgainIsAnErrorAndNoEndlessRead() {
        assertThatThrownBy(() -> snapshot(call -> Reply.json("{\"items\": " + things(1, 1) + ", \"next\": \"same\"}"), "{path: things, records: items, page: {cursor: next, param: after}}"))
            .isInstanceOf(LeatException.class).hasMessageContaining("read already");
    }

    @Test
    void emptyPagesWithoutEndAreAnErrorToo() {
        assertThatThrownBy(() -> snapshot(call -> Reply.json("{\"items\": [], \"next\": " + call.number() + "}"), "{path: things, records: items, page: {cursor: next, param: after}}"))
            .isInstanceOf(LeatException.class).hasMessageContaining("1001 pages in a row are empty");
    }

    @Test
    void fieldOfTheLastRecordLeadsOnAsLongAsThereIsMore() {
        assertThat(snapshot(call -> Reply.json(call.param("starting_after", 0) == 0 ? "{\"data\": " + things(1, 3) + ", \"has_more\": true}"
            : "{\"data\": " + things(4, 5) + ", \"has_more\": false}"), "{path: things, records: data, page: {last: id, param: starting_after, more: has_more}}")).isEqualTo(FIVE);
    }

    @Test
    void linkHeaderLeadsOnAndOnlyToTheSameHost() {
        Function<Call, Reply> linked = call -> call.param("p", 1) == 1
            ? Reply.json(things(1, 3)).with("Link", "</v2/things?p=9>; rel=\"last\", <things?p=2&x=a,b>; title=\"a, b\"; rel=\"prefetch next\"") : Reply.json(things(4, 5));
        assertThat(snapshot(linked, "{path: things, page: {link: next}}")).isEqualTo(FIVE);
        assertThatThrownBy(() -> snapshot(call -> Reply.json(things(1, 3)).with("Link", "<http://localhost:1/v2/things?p=2&token=abc>; rel=next"), "{path: things, page: {link: next}}"))
            .isInstanceOfSatisfying(LeatException.class, e -> assertThat(e.kind()).isEqualTo(Kind.WORKSPACE))
            .hasMessageContaining("another host").hasMessageContaining("http://localhost:1/v2/things").hasMessageNotContaining("token");
    }

    @Test
    void addressInTheAnswerLeadsOn() {
        assertThat(snapshot(call -> Reply.json(call.path().endsWith("two") ? "{\"value\": " + things(4, 5) + ", \"links\": {}}"
            : "{\"value\": " + things(1, 3) + ", \"links\": {\"@odata.next\": \"/v2/things/two\"}}"), "{path: things, records: value, page: {next: 'links.\"@odata.next\"'}}")).isEqualTo(FIVE);
    }

    @Test
    void pagesByNumberEndWithAnEmptyOneEvenIfTheApiAllowsLessThanAskedFor() {
        try (ScriptedApi api = new ScriptedApi(call -> Reply.json(call.param("page", -1) > 2 ? "[]" : things(call.param("page", -1) * 2 + 1, Math.min(5, call.param("page", -1) * 2 + 2))))) {
            TestApi connection = TestApi.at(api, folder, "entities: {things: {path: things, page: {number: page, first: 0, size: 500, sizeParam: per_page}}}");
            assertThat(connection.snapshot()).isEqualTo(FIVE);
            assertThat(api.asked("page")).endsWith("0", "1", "2", "3");
        }
    }

    @Test
    void offsetsGoByWhatWasGivenNotByWhatWasAskedFor() {
        try (ScriptedApi api = new ScriptedApi(call -> Reply.json(things(call.param("skip", 0) + 1, Math.min(5, call.param("skip", 0) + 2))))) {
            TestApi connection = TestApi.at(api, folder, "entities: {things: {path: things, page: {offset: skip, size: 100}}}");
            assertThat(connection.snapshot()).isEqualTo(FIVE);
            assertThat(api.asked("skip")).endsWith("0", "2", "4", "5");
        }
    }

    @Test
    void pagesAreAskedForInParallelWhenTheirNumberIsKnownAndComeInOrder() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<String> rows = snapshot(call -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            int from = call.param("offset", 0);
            sleep(from % 4 == 0 ? 120 : 40);
            now.decrementAndGet();
            return Reply.json("{\"meta\": {\"total\": 41}, \"items\": " + things(from + 1, Math.min(41, from + 2)) + "}");
        }, "{path: things, records: items, page: {offset: offset, size: 2, total: meta.total}}");
        assertThat(rows).hasSize(41).startsWith("[1,null]", "[2,null]").endsWith("[40,null]", "[41,null]");
        assertThat(most.get()).isBetween(2, 4);
    }

    @Test
    void apiThatIgnoresThePageIsToldFromOneWithManyPages() {
        assertThatThrownBy(() -> snapshot(call -> Reply.json(things(1, 5)), "{path: things, page: {number: seite}}"))
            .isInstanceOf(LeatException.class).hasMessageContaining("the same as the one before").hasMessageContaining("'seite'");
    }

    @Test
    void recordsThatMoveBetweenPagesMakeTheReadBeginAgain() {
        AtomicInteger reads = new AtomicInteger();
        // During the first read record 1 changes and goes to the end: 3 comes to the first page, which was read already
        List<String> rows = snapshot(call -> {
            boolean first = (call.param("page", 1) == 1 ? reads.incrementAndGet() : reads.get()) <= 2;
            return Reply.json(switch (call.param("page", 1)) {
                case 1 -> things(1, 2);
                case 2 -> first ? "[{\"id\": 4}, {\"id\": 5}]" : things(3, 4);
                case 3 -> first ? "[{\"id\": 1}]" : things(5, 5);
                default -> "[]";
            });
        }, "{path: things, page: {number: page}}");
        assertThat(rows).isEqualTo(FIVE);
    }

    @Test
    void recordsThatNeverStandStillAreAFailureThatSaysWhatHelps() {
        assertThatThrownBy(() -> snapshot(call -> Reply.json(call.param("page", 1) == 1 ? things(1, 2) : call.param("page", 1) == 2 ? things(2, 4) : "[]"), "{path: things, page: {number: page}}"))
            .hasMessageContaining("move between pages").hasMessageContaining("Order the pages");
    }

    @Test
    void totalThatFallsWhileReadingMakesTheReadBeginAgain() {
        AtomicInteger first = new AtomicInteger();
        List<String> rows = snapshot(call -> {
            // 6 is deleted between the two pages of the first whole read
            boolean deleted = first.get() >= 2;
            if (call.param("page", 1) == 1) {
                first.incrementAndGet();
            }
            return Reply.json("{\"total\": " + (call.param("page", 1) == 2 || deleted ? 5 : 6) + ", \"items\": " + (call.param("page", 1) == 1 ? things(1, 3) : things(4, 5)) + "}");
        }, "{path: things, records: items, page: {number: page, total: total}}");
        assertThat(rows).isEqualTo(FIVE);
        assertThat(first.get()).isGreaterThan(2);
    }

    @Test
    void wrongPlaceOfTheListNamesTheListsThatThereAre() {
        assertThatThrownBy(() -> snapshot(call -> Reply.json("{\"data\": {\"items\": []}, \"errors\": []}"), "{path: things, records: items}"))
            .isInstanceOf(LeatException.class).hasMessageContaining("[data.items, errors]");
    }

    @Test
    void recordThatIsNoJsonIsKeptAsTextAndItsNeighboursAndTheNextPageAreRead() {
        Function<Call, Reply> script = call -> Reply.json(call.param("after", 0) == 0
            ? "{\"meta\": {\"a\": [1]}, \"data\": {\"items\": [{\"id\": 1, \"t\": \"],\\\"\"}, {\"id\": 2,, \"t\": [1, 2}]}, {\"id\": 3}]}, \"next\": 7}" : "{\"data\": {\"items\": " + things(4, 5) + "}}");
        assertThat(snapshot(script, "{path: things, records: data.items, page: {cursor: next, param: after}}"))
            .containsExactly("[1,],\",null]", "[null,null,Map(_record -> {\"id\": 2,, \"t\": [1, 2}]})]", "[3,null,null]", "[4,null,null]", "[5,null,null]");
    }

    @Test
    void pageThatEndsEarlyIsNeverTakenForAWholeOne() {
        assertThatThrownBy(() -> snapshot(call -> Reply.json("{\"items\": [{\"id\": 1}, {\"id\": 2"), "{path: things, records: items}")).hasMessageContaining("no JSON");
        assertThatThrownBy(() -> snapshot(call -> Reply.json("[{\"id\": 1}, {\"id\": 2}"), "{path: things}")).hasMessageContaining("no JSON");
        assertThatThrownBy(() -> snapshot(call -> Reply.json("{\"items\": [{\"id\": 1}], \"next\": \"a"), "{path: things, records: items}")).hasMessageContaining("no JSON");
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
