package dev.leat.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.connect.Cache;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupTest {
    private static final List<List<String>> ROWS = Collections.synchronizedList(new ArrayList<>());
    private static final List<Integer> QUESTIONS = Collections.synchronizedList(new ArrayList<>());
    private static final Map<String, String> ENTRIES = new ConcurrentHashMap<>();

    /** Rows of columns user_id, theme, size. */
    private record Memory() implements dev.leat.connect.Lookup {
        @Override
        public Session open(EntityName entity, List<String> match, List<String> take) {
            List<String> columns = List.of("user_id", "theme", "size");
            return new Session() {
                @Override
                public Map<List<String>, List<List<String>>> find(Collection<List<String>> keys) {
                    QUESTIONS.add(keys.size());
                    Map<List<String>, List<List<String>>> found = new HashMap<>();
                    for (List<String> row : ROWS) {
                        List<String> key = match.stream().map(column -> row.get(columns.indexOf(column))).toList();
                        if (keys.contains(key)) {
                            found.computeIfAbsent(key, none -> new ArrayList<>()).add(take.stream().map(column -> row.get(columns.indexOf(column))).toList());
                        }
                    }
                    return found;
                }

                @Override
                public void close() {}
            };
        }
    }

    private record MemoryCache(boolean down) implements Cache {
        @Override
        public Session open() {
            if (down) {
                throw new LeatException(Kind.SYSTEM, "connections.redis", "it cannot be reached", "Start it");
            }
            return new Session() {
                @Override
                public List<String> read(List<String> keys) {
                    return keys.stream().map(ENTRIES::get).toList();
                }

                @Override
                public void write(Map<String, String> entries, Duration timeToLive) {
                    assertThat(timeToLive).isEqualTo(Duration.ofMinutes(5));
                    ENTRIES.putAll(entries);
                }

                @Override
                public void close() {}
            };
        }
    }

    @BeforeEach
    void fill() {
        ROWS.clear();
        QUESTIONS.clear();
        ENTRIES.clear();
        ROWS.addAll(List.of(List.of("1", "dark", "12"), Arrays.asList("2", null, "9"), List.of("3", "light", "1"), List.of("3", "dark", "2"), List.of("4", "light", "huge")));
    }

    private static Trial trial(String options, boolean cacheDown, String key) {
        return Trial.source("id int, theme string").map("id", "id").map("theme", "theme").then("{type: lookup, name: L, auxiliary: prefs, " + options + "}")
            .with(new Auxiliaries(Map.of("prefs", new Auxiliaries.Entity(new Memory(), EntityName.of("prefs"), Trial.columns("user_id bigint, theme string, size int"))),
                Map.of("sessions", new Auxiliaries.Store(new MemoryCache(cacheDown), key, Duration.ofMinutes(5)))));
    }

    private static Trial trial(String options) {
        return trial(options, false, "session:{id}");
    }

    @Test
    void addsAndReplacesFieldsWithTheTypesOfTheEntity() {
        Trial trial = trial("match: {user_id: id}, take: {size: size, theme: theme}");

        assertThat(trial.run("(1, 'x'), (2, 'x'), (null, 'x'), (9, 'x')")).containsExactly("[1,dark,12]", "[2,null,9]", "[null,null,null]", "[9,null,null]");
        assertThat(trial.program().fields()).extracting(field -> field.name() + " " + field.type().orElseThrow()).containsExactly("id INT", "theme STRING", "size INT");
        assertThat(trial.failed()).isEmpty();
    }

    @Test
    void duplicatesAndMissingRowsFailTheirRecords() {
        Trial trial = trial("match: {user_id: id}, take: [size], missing: backlog");

        assertThat(trial.run("(1, 'x'), (3, 'x'), (null, 'x'), (9, 'x'), (4, 'x')")).containsExactly("[1,x,12]");
        assertThat(trial.failed()).containsExactly("2 lookup-duplicate L.id id=3", "3 lookup-missing L.id id=null", "4 lookup-missing L.id id=9", "5 cast L.size size=huge");
    }

    @Test
    void missingRowsCanBeDropped() {
        Trial trial = trial("match: {user_id: id}, take: [size], missing: drop");

        assertThat(trial.run("(1, 'x'), (null, 'x'), (9, 'x')")).containsExactly("[1,x,12]");
        assertThat(trial.counters.of(Counters.Name.FILTERED)).isEqualTo(2);
    }

    @Test
    void severalColumnsMatchTogether() {
        assertThat(trial("match: {user_id: id, theme: theme}, take: [size]").run("(3, 'dark'), (3, 'light'), (3, null)"))
            .containsExactly("[3,dark,2]", "[3,light,1]", "[3,null,null]");
    }

    @Test
    void asksForEachKeyOfThousandRowsOnce() {
        Trial trial = trial("match: {user_id: id}, take: [size]");

        trial.run(trial.captured("(1, 'x')").crossJoin(Trial.spark().range(0, 2_500, 1, 1).toDF("n")).coalesce(1));

        assertThat(QUESTIONS).containsExactly(1, 1, 1);
    }

    @Test
    void theCacheAnswersTheSecondTimeAlsoThatThereIsNoRow() {
        trial("match: {user_id: id}, take: [size, theme], cache: sessions").run("(1, 'x'), (2, 'x'), (9, 'x'), (3, 'x')");
        assertThat(ENTRIES).containsOnlyKeys("session:1", "session:2", "session:9");
        assertThat(ENTRIES.get("session:2")).isEqualTo("{\"entity\":\"prefs\",\"key\":[\"2\"],\"row\":{\"size\":\"9\",\"theme\":null}}");
        QUESTIONS.clear();

        Trial again = trial("match: {user_id: id}, take: [size, theme], cache: sessions");
        assertThat(again.run("(1, 'x'), (2, 'x'), (9, 'x')")).containsExactly("[1,dark,12]", "[2,null,9]", "[9,null,null]");
        assertThat(QUESTIONS).isEmpty();
        assertThat(again.counters.of(Counters.Name.CACHE_HITS)).isEqualTo(3);
        assertThat(again.counters.of(Counters.Name.CACHE_MISSES)).isZero();
    }

    @Test
    void entriesOfAnotherQuestionAreNoAnswer() {
        ENTRIES.put("session:1", "{\"entity\":\"others\",\"key\":[\"1\"],\"row\":{\"size\":\"99\"}}");
        ENTRIES.put("session:2", "{\"entity\":\"prefs\",\"key\":[\"2\"],\"row\":{\"theme\":\"dark\"}}");
        ENTRIES.put("session:9", "not JSON");
        Trial trial = trial("match: {user_id: id}, take: [size], cache: sessions");

        assertThat(trial.run("(1, 'x'), (2, 'x'), (9, 'x')")).containsExactly("[1,x,12]", "[2,x,9]", "[9,x,null]");
        assertThat(trial.counters.of(Counters.Name.CACHE_MISSES)).isEqualTo(3);
    }

    @Test
    void theRunGoesOnWithoutACacheThatIsDownAndSaysSo() {
        Trial trial = trial("match: {user_id: id}, take: [size], cache: sessions", true, "session:{id}");

        assertThat(trial.run(trial.captured("(1, 'x'), (2, 'x')").coalesce(1))).containsExactly("[1,x,12]", "[2,x,9]");
        assertThat(trial.counters.of(Counters.Name.CACHE_UNAVAILABLE)).isEqualTo(1);
    }

    @Test
    void deletesAskNothing() {
        Trial trial = trial("match: {user_id: id}, take: [size], missing: backlog");

        assertThat(trial.run(trial.captured("(1, 'x'), (9, 'x')").withColumn("_leat_op", org.apache.spark.sql.functions.lit("d"))))
            .containsExactly("[1,null,null]", "[9,null,null]");
        assertThat(QUESTIONS).isEmpty();
        assertThat(trial.failed()).isEmpty();
    }

    @Test
    void anEntityThatFailsFailsTheRun() {
        ROWS.clear();
        ROWS.add(List.of());
        assertThatThrownBy(() -> trial("match: {user_id: id}, take: [size]").run("(1, 'x')")).hasRootCauseInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        match: {id: id}, take: [size]                        | session:{id}    | match.id: 'prefs' has no column 'id'. Use one of [size, theme, user_id].
        match: {user_id: user}, take: [size]                 | session:{id}    | match.user_id: there is no field 'user' here. Use one of [id, theme].
        match: {user_id: id}, take: [colour]                 | session:{id}    | take: 'prefs' has no column 'colour'. Use one of [size, theme, user_id].
        match: {user_id: id}, take: [size], cache: redis     | session:{id}    | cache: 'redis' is not an auxiliary with a key and a time to live. Use one of [sessions] or define it.
        match: {user_id: id}, take: [size], cache: sessions  | s:{id}:{theme}  | cache: the key 's:{id}:{theme}' names 'theme', which is no part of it. Use one of [id].
        match: {user_id: id}, take: [size], cache: sessions  | session          | cache: the key 'session' leaves out 'id'. Add {id} to the key.
        """)
    void namesAreCheckedBeforeTheRun(String options, String key, String problem) {
        assertThat(trial(options, false, key).then("{type: filter, name: F, where: \"size = 'x' or true\"}").problems().get(0))
            .isEqualTo("flows/y.yaml: pipelines[0].transformers[0]." + problem);
    }
}
