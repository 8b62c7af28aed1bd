package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.connect.Reading;
import dev.leat.connect.Source;
import dev.leat.connect.TestSession;
import dev.leat.connect.http.ScriptedApi;
import dev.leat.connect.http.ScriptedApi.Call;
import dev.leat.connect.http.ScriptedApi.Reply;
import dev.leat.connect.http.TestApi;
import dev.leat.lake.CaptureLog;
import dev.leat.lake.Lake;
import dev.leat.lake.Lease;
import dev.leat.model.Capture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an API gives, in the lake: two records a page, dates as cursor. */
class HttpCaptureTest {
    private final SparkSession spark = TestSession.spark();
    private final Map<Integer, String> records = new TreeMap<>();
    private final AtomicBoolean down = new AtomicBoolean();
    private final ScriptedApi api = new ScriptedApi(this::answer);
    @TempDir
    private Path folder;
    private Lake lake;

    private synchronized Reply answer(Call call) {
        if (down.get() && call.param("page", 1) > 1) {
            return Reply.status(502, "gateway");
        }
        List<String> found = records.values().stream().filter(row -> !row.startsWith("{") || row.replaceAll(".*\"day\": \"([^\"]*)\".*", "$1").compareTo(call.params().getOrDefault("from", "")) >= 0).toList();
        int from = Math.min(found.size(), (call.param("page", 1) - 1) * 2);
        return Reply.json("{\"total\": " + found.size() + ", \"items\": [" + found.subList(from, Math.min(found.size(), from + 2)).stream().collect(Collectors.joining(",")) + "]}");
    }

    @BeforeEach
    void sevenDays() {
        lake = Lake.at("lake", folder);
        for (int day = 1; day <= 7; day++) {
            spent(day, day, "10");
        }
    }

    @AfterEach
    void close() {
        api.close();
    }

    private synchronized void spent(int id, int day, String amount) {
        records.put(id, "{\"id\": " + id + ", \"day\": \"2026-03-0" + day + "\", \"amount\": " + amount + "}");
    }

    private CaptureLog log() {
        return lake.capture("api", TestApi.THINGS);
    }

    private long capture(Capture capture) {
        TestApi connection = TestApi.at(api, folder, "entities: {things: {path: things, records: items, page: {number: page, total: total}, since: {param: from, format: date}}}");
        try (Source source = connection.source(); Lease lease = lake.leases().take("test", "run")) {
            Reading reading = connection.reading(capture, "id");
            return new CaptureStep(spark, log(), reading, source).run("run", lease);
        }
    }

    private long incremental() {
        return capture(new Capture(Optional.empty(), Optional.of("day"), Optional.of(Duration.ofDays(2))));
    }

    private List<String> changes() {
        return spark.read().format("delta").load(log().table()).orderBy("_leat_seq").collectAsList().stream()
            .map(row -> row.getAs("id") + " " + row.getAs("day") + " " + row.getAs("amount") + " " + row.getAs("_leat_op") + (row.getAs("_leat_unreadable") == null ? "" : " " + row.getAs("_leat_unreadable"))).toList();
    }

    @Test
    void correctionWithinTheLagComesOnceAndTheRowsAroundItNotAgain() {
        assertThat(incremental()).isEqualTo(7);
        assertThat(incremental()).isZero();
        spent(6, 6, "66");
        spent(8, 8, "10");
        assertThat(incremental()).isEqualTo(2);
        assertThat(changes().subList(7, 9)).containsExactly("6 2026-03-06 66 u", "8 2026-03-08 10 u");
        assertThat(incremental()).isZero();
    }

    @Test
    void correctionBeyondTheLagIsForASnapshotToFind() {
        incremental();
        spent(2, 2, "99");
        assertThat(incremental()).isZero();
        records.remove(1);
        assertThat(capture(Capture.of("snapshot"))).isEqualTo(2);
        assertThat(changes().subList(7, 9)).containsExactlyInAnyOrder("2 2026-03-02 99 u", "1 2026-03-01 10 d");
    }

    @Test
    void whoDiesBetweenTwoPagesLeavesNothingAndTheNextRunReadsTheWholeRange() {
        TestApi connection = TestApi.at(api, folder, "entities: {things: {path: things, records: items, page: {number: page, total: total}, since: {param: from, format: date}}}");
        Reading reading = connection.reading(new Capture(Optional.empty(), Optional.of("day"), Optional.of(Duration.ofDays(2))), "id");
        try (Source source = connection.source(); Lease lease = lake.leases().take("test", "run")) {
            Source dying = new DyingSource(source, () -> down.set(true));
            assertThatThrownBy(() -> new CaptureStep(spark, log(), reading, dying).run("run", lease)).hasStackTraceContaining("502");
        }
        assertThat(log().unfinished()).isPresent();
        down.set(false);
        spent(8, 8, "10");
        assertThat(incremental()).isEqualTo(8);
        assertThat(changes()).hasSize(8).doesNotHaveDuplicates();
        spent(9, 9, "10");
        assertThat(incremental()).isEqualTo(1);
        assertThat(changes()).hasSize(9);
    }

    @Test
    void malformedValueIsKeptBesideItsRowAndARecordThatIsNoneIsKeptWhole() {
        pin("{name: id, type: bigint}, {name: day, type: string}, {name: amount, type: double}");
        spent(3, 3, "\"n/a\"");
        records.put(9, "\"oops\"");
        records.put(10, "42");
        assertThat(capture(Capture.of("snapshot"))).isEqualTo(9);
        assertThat(changes()).contains("3 2026-03-03 null r Map(amount -> n/a)", "null null null r Map(_record -> oops)", "null null null r Map(_record -> 42)").hasSize(9);
        assertThat(capture(Capture.of("snapshot"))).isZero();
        spent(7, 7, "77");
        assertThat(incremental()).as("those without a key are known, each").isEqualTo(1);
    }

    @Test
    void laterTypeThatTheColumnCannotHoldIsNeverNullInSilence() {
        incremental();
        pin("{name: id, type: bigint}, {name: day, type: string}, {name: amount, type: bigint}");
        spent(8, 8, "12.5");
        spent(9, 9, "{\"value\": 12}");
        assertThat(incremental()).isEqualTo(2);
        assertThat(changes().subList(7, 9)).containsExactly("8 2026-03-08 null u Map(amount -> 12.5)", "9 2026-03-09 null u Map(amount -> {\"value\":12})");
    }

    private void pin(String fields) {
        try {
            Path file = folder.resolve("schemas/api/things.yaml");
            java.nio.file.Files.createDirectories(file.getParent());
            java.nio.file.Files.writeString(file, "entity: things\nfields: [" + fields + "]\n");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
