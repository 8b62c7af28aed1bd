package dev.leat.connect.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Source;
import dev.leat.connect.http.ScriptedApi.Call;
import dev.leat.connect.http.ScriptedApi.Reply;
import dev.leat.model.Capture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An API of spend by day, which answers what is of a day or later. */
class IncrementalTest {
    private static final String BY_DAY = "entities: {things: {path: things, records: items, page: {cursor: next, param: cursor}, since: {param: from, format: date}}}";
    private final Map<Integer, String> spend = new ConcurrentSkipListMap<>();
    private final ScriptedApi api = new ScriptedApi(this::answer);
    @TempDir
    private Path folder;

    private Reply answer(Call call) {
        String from = call.params().getOrDefault("from", "");
        int after = call.param("cursor", 0);
        var found = spend.entrySet().stream().filter(row -> row.getKey() > after && row.getValue().replaceAll(".*\"day\": \"([^\"]*)\".*", "$1").compareTo(from) >= 0).limit(3).toList();
        String next = found.size() < 3 ? "" : ", \"next\": " + found.get(2).getKey();
        return Reply.json("{\"items\": [" + found.stream().map(Map.Entry::getValue).collect(Collectors.joining(",")) + "]" + next + "}");
    }

    private void spent(int id, String day, Object amount) {
        spend.put(id, "{\"id\": " + id + ", \"day\": \"" + day + "\", \"amount\": " + amount + "}");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Reading reading(Source source, int days) {
        Capture capture = new Capture(Optional.empty(), Optional.of("day"), days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days)));
        return new Reading(TestApi.THINGS, source.schema(TestApi.THINGS).columns(), java.util.List.of("id"), capture);
    }

    @Test
    void firstRangeTakesAllOfALongHistoryAndItsPositionIsWhatTheApiGaveNotTheClock() {
        for (int i = 0; i < 8; i++) {
            spent(i + 1, LocalDate.of(2024, 3, 1).plusDays(i).toString(), i);
        }
        Source source = TestApi.at(api, folder, BY_DAY).source();
        Reading reading = reading(source, 3);
        Range first = source.next(reading, TestApi.BEGINNING).orElseThrow();
        assertThat(first.overlap()).isEmpty();
        assertThat(first.position().get("cursor").asText()).isEqualTo("2024-03-08T00:00:00Z");
        assertThat(TestApi.rows(source, reading, first)).hasSize(8);
        assertThat(source.next(reading, Optional.of(first.position()))).isEmpty();
    }

    @Test
    void lateCorrectionWithinTheLagIsReadAndOneBeyondItIsNot() {
        for (int day = 1; day <= 9; day++) {
            spent(day, "2026-03-0" + day, 10);
        }
        Source source = TestApi.at(api, folder, BY_DAY).source();
        Reading reading = reading(source, 3);
        Optional<JsonNode> position = Optional.of(source.next(reading, TestApi.BEGINNING).orElseThrow().position());
        spent(2, "2026-03-02", 99);
        assertThat(source.next(reading, position)).as("a correction of the day 2, seven days back").isEmpty();
        spent(7, "2026-03-07", 77);
        Range second = source.next(reading, position).orElseThrow();
        assertThat(second.overlap()).contains("'2026-03-05'");
        assertThat(TestApi.rows(source, reading, second)).containsExactly("[6,2026-03-06,10,null]", "[7,2026-03-07,77,null]", "[8,2026-03-08,10,null]", "[9,2026-03-09,10,null]");
        assertThat(second.rows()).isEqualTo(4);
        assertThat(source.next(reading, Optional.of(second.position()))).isEmpty();
    }

    @Test
    void newDayMovesTheWindow() {
        spent(1, "2026-03-01", 1);
        Source source = TestApi.at(api, folder, BY_DAY).source();
        Reading reading = reading(source, 1);
        Range first = source.next(reading, TestApi.BEGINNING).orElseThrow();
        spent(2, "2026-03-05", 2);
        Range second = source.next(reading, Optional.of(first.position())).orElseThrow();
        assertThat(second.position().get("cursor").asText()).startsWith("2026-03-05");
        spent(3, "2026-03-04", 3);
        Range third = source.next(reading, Optional.of(second.position())).orElseThrow();
        assertThat(TestApi.rows(source, reading, third)).containsExactly("[2,2026-03-05,2,null]", "[3,2026-03-04,3,null]");
        assertThat(api.asked("from")).endsWith("2026-03-03");
    }

    @Test
    void rangeReadAgainAfterACrashHasWhatCameMeanwhileAndTheNextOneHasItToo() {
        spent(1, "2026-03-01", 1);
        Source source = TestApi.at(api, folder, BY_DAY).source();
        Reading reading = reading(source, 0);
        Range first = source.next(reading, TestApi.BEGINNING).orElseThrow();
        spent(2, "2026-03-02", 2);
        assertThat(TestApi.rows(source, reading, first)).hasSize(2);
        Range second = source.next(reading, Optional.of(first.position())).orElseThrow();
        assertThat(TestApi.rows(source, reading, second)).containsExactly("[1,2026-03-01,1,null]", "[2,2026-03-02,2,null]");
        assertThat(second.overlap()).contains("'2026-02-28'");
    }

    @Test
    void rowOfTheFutureDoesNotMoveTheWindowBeyondTheApisClock() {
        spent(1, "2026-03-01", 1);
        spent(2, "2999-01-01", 2);
        Source source = TestApi.at(api, folder, BY_DAY).source();
        Reading reading = reading(source, 0);
        Range first = source.next(reading, TestApi.BEGINNING).orElseThrow();
        assertThat(first.position().get("cursor").asText()).startsWith("2026-03-01");
        assertThat(TestApi.rows(source, reading, first)).hasSize(2);
        assertThat(source.next(reading, Optional.of(first.position()))).isEmpty();
        spent(3, "2026-03-02", 3);
        assertThat(source.next(reading, Optional.of(first.position()))).isPresent();
    }

    @Test
    void valueThatIsNoTimeCountsAsNoneIsKeptAsTextAndIsFoundWhenItChanges() {
        spent(1, "2026-03-01", 1);
        spend.put(2, "{\"id\": 2, \"day\": \"soon\", \"amount\": 2}");
        spend.put(3, "{\"id\": 3, \"amount\": 3}");
        try (ScriptedApi all = new ScriptedApi(call -> Reply.json("[" + String.join(",", spend.values()) + "]"))) {
            Source source = TestApi.at(all, folder, "entities: {things: {path: things, since: {param: from}}}").source();
            Reading reading = reading(source, 0);
            Range first = source.next(reading, TestApi.BEGINNING).orElseThrow();
            assertThat(TestApi.rows(source, reading, first)).containsExactly("[1,2026-03-01,1,null]", "[2,null,2,Map(day -> soon)]", "[3,null,3,null]");
            assertThat(source.next(reading, Optional.of(first.position()))).isEmpty();
            spend.put(3, "{\"id\": 3, \"amount\": 33}");
            assertThat(source.next(reading, Optional.of(first.position()))).isPresent();
        }
    }

    @Test
    void apiThatSendsMoreThanAskedForDoesNotBringOldRowsBack() {
        try (ScriptedApi all = new ScriptedApi(call -> Reply.json("[" + String.join(",", spend.values()) + "]"))) {
            spent(1, "2026-03-01", 1);
            spent(2, "2026-03-09", 2);
            Source source = TestApi.at(all, folder, "entities: {things: {path: things, since: {param: from}}}").source();
            Reading reading = reading(source, 1);
            Range first = source.next(reading, TestApi.BEGINNING).orElseThrow();
            spent(3, "2026-03-08", 3);
            Range second = source.next(reading, Optional.of(first.position())).orElseThrow();
            assertThat(TestApi.rows(source, reading, second)).containsExactly("[2,2026-03-09,2,null]", "[3,2026-03-08,3,null]");
        }
    }

    @Test
    void numbersThatRiseAreACursorWithoutALag() {
        try (ScriptedApi events = new ScriptedApi(call -> Reply.json(spend.entrySet().stream().filter(row -> row.getKey() > call.param("since_id", 0)).map(Map.Entry::getValue)
            .collect(Collectors.joining(",", "[", "]"))))) {
            spent(1, "2026-03-01", 1);
            spent(2, "2026-03-01", 2);
            Source source = TestApi.at(events, folder, "entities: {things: {path: things, since: {param: since_id, format: number}}}").source();
            Reading reading = new Reading(TestApi.THINGS, source.schema(TestApi.THINGS).columns(), java.util.List.of("id"), Capture.incremental("id"));
            Range first = source.next(reading, TestApi.BEGINNING).orElseThrow();
            assertThat(first.position().get("cursor").asText()).isEqualTo("2");
            assertThat(source.next(reading, Optional.of(first.position()))).isEmpty();
            spent(3, "2026-03-01", 3);
            Range second = source.next(reading, Optional.of(first.position())).orElseThrow();
            assertThat(second.overlap()).contains("2");
            assertThat(TestApi.rows(source, reading, second)).containsExactly("[2,2026-03-01,2,null]", "[3,2026-03-01,3,null]");
            Reading lagging = new Reading(TestApi.THINGS, reading.columns(), reading.key(), new Capture(Optional.empty(), Optional.of("id"), Optional.of(Duration.ofDays(1))));
            assertThatThrownBy(() -> source.next(lagging, TestApi.BEGINNING)).hasMessageContaining("since.format");
        }
    }

    @Test
    void emptyEntityHasNothingNew() {
        spent(1, "2026-03-01", 1);
        Source source = TestApi.at(api, folder, BY_DAY).source();
        Reading reading = reading(source, 0);
        spend.clear();
        assertThat(source.next(reading, TestApi.BEGINNING)).isEmpty();
    }

    @Test
    void upperBoundIsAskedForWhereTheApiTakesOneAndStaysWhenTheRangeIsReadAgain() {
        spent(1, "2026-03-01", 1);
        Source source = TestApi.at(api, folder, BY_DAY.replace("param: from,", "param: from, until: to,")).source();
        Reading reading = reading(source, 0);
        Range first = source.next(reading, TestApi.BEGINNING).orElseThrow();
        TestApi.rows(source, reading, first);
        TestApi.rows(source, reading, first);
        String bound = first.bounds().get("until").asText().substring(0, 10);
        assertThat(api.asked("to")).endsWith("-", bound, bound);
        assertThat(api.asked("from")).endsWith("-", "-");
    }
}
