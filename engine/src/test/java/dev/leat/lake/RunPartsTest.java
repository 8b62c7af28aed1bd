package dev.leat.lake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.leat.lake.RunRecord.PipelineRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What several processes did under one id, put together. */
class RunPartsTest {
    private static final Instant BEGIN = Instant.parse("2026-11-01T03:00:00Z");
    private static final ProcessMark HERE = ProcessMark.here();
    private static final ProcessMark DEAD = new ProcessMark(HERE.host(), 1L << 40, "never");
    private static final String RUN = RunLog.idOf("2026-11-01T03:00:00+00:00 scheduled__2026-11-01T03:00:00+00:00 daily");

    @TempDir
    private Path folder;
    private RunLog runs;
    private int minute;

    @BeforeEach
    void open() {
        runs = Lake.at("lake", folder).runs();
    }

    @Test
    void partsSideBySideLoseNothingOfEachOther() {
        List<CompletableFuture<Void>> parts = IntStream.range(0, 20).mapToObj(i -> CompletableFuture.runAsync(() -> {
            RunPart running = part("P" + i, "capture", HERE);
            runs.save(running);
            runs.save(over(running, "succeeded", 0, 100 + i));
        })).toList();
        parts.forEach(CompletableFuture::join);
        RunRecord whole = whole();
        assertThat(whole).returns("succeeded", RunRecord::outcome).returns(0, RunRecord::exitCode).satisfies(run -> assertThat(run.run()).startsWith("20261101T030000-000-").hasSize(28));
        assertThat(whole.pipelines()).hasSize(20);
        assertThat(whole.pipelines().stream().mapToLong(PipelineRun::captured).sum()).isEqualTo(2190);
        assertThat(runs.newest(5)).hasSize(1);
    }

    @Test
    void whileOneWorksTheWholeRuns() {
        runs.save(over(part("P", "capture", HERE), "failed", 4, 0));
        runs.save(part("Q", "capture", HERE));
        assertThat(whole()).returns("running", RunRecord::outcome).returns(null, RunRecord::ended).returns(null, RunRecord::exitCode);
    }

    @Test
    void aKilledPartShowsUntilItsRetryHasMadeItGood() {
        runs.save(over(part("", "preflight", HERE), "begun", 0, 0));
        assertThat(whole().outcome()).isEqualTo("begun");
        runs.save(part("P", "capture", DEAD));
        runs.save(over(part("Q", "capture", HERE), "succeeded", 0, 5));
        assertThat(whole()).returns("killed", RunRecord::outcome).returns("the process ended without a word", RunRecord::error).returns(null, RunRecord::ended);

        runs.save(over(part("P", "capture", HERE), "succeeded", 0, 7));
        assertThat(whole()).returns("succeeded", RunRecord::outcome).returns(null, RunRecord::error).returns(0, RunRecord::exitCode);
        assertThat(whole().ended()).isNotNull();
    }

    @Test
    void anotherStepDoesNotMakeGoodWhatFailed() {
        runs.save(over(part("P", "capture", HERE), "failed", 4, 0));
        runs.save(over(part("P", "materialize", HERE), "succeeded", 0, 0));
        assertThat(whole()).returns("failed", RunRecord::outcome).returns(4, RunRecord::exitCode).returns("it is away", RunRecord::error);
        runs.save(over(part("P", "capture", HERE), "nothing-new", 0, 0));
        assertThat(whole()).returns("succeeded", RunRecord::outcome).returns(0, RunRecord::exitCode);
    }

    @Test
    void aPipelineThatWasThroughBeforeItsProcessDiedIsThrough() {
        runs.save(new RunPart(RunLog.newId(BEGIN.minusSeconds(9)), RUN, "Daily", "schedule", List.of("capture"), List.of("P", "Q"), "running", BEGIN.minusSeconds(9), null, 0,
            List.of(pipeline("P", "succeeded", 3)), null, null, DEAD));
        runs.save(over(part("Q", "capture", HERE), "succeeded", 0, 4));
        assertThat(whole()).returns("succeeded", RunRecord::outcome).returns(0, RunRecord::exitCode);
        assertThat(whole().pipelines()).extracting(PipelineRun::captured).containsExactly(3L, 4L);
    }

    @Test
    void whatWasDoneStaysDoneWhenItIsTriedAgain() {
        runs.save(over(part("P", "capture", HERE), "succeeded", 0, 7));
        runs.save(over(part("P", "capture", HERE), "nothing-new", 0, 0));
        assertThat(whole().outcome()).isEqualTo("succeeded");
        assertThat(whole().pipelines()).singleElement().returns("succeeded", PipelineRun::outcome).returns(7L, PipelineRun::captured);
    }

    @Test
    void nothingNewEverywhereIsNothingNew() {
        runs.save(over(part("", "preflight", HERE), "begun", 0, 0));
        runs.save(over(part("P", "capture", HERE), "nothing-new", 0, 0));
        assertThat(whole().outcome()).isEqualTo("nothing-new");
    }

    @Test
    void theNewestRunOfEachFlowIsFoundWithoutReadingTheOthers() throws Exception {
        runs.save(over(part("P", "capture", HERE), "succeeded", 0, 1));
        Files.writeString(folder.resolve("lake/runs/20260101T000000-000-aaaa.daily.older.json"), "not even JSON");
        assertThat(runs.latest()).containsOnlyKeys("Daily");
        assertThat(runs.latest().get("Daily").run()).isEqualTo(RUN);
    }

    @Test
    void namesOfSchedulersBecomeIdsThatDiffer() {
        assertThat(List.of("a/../b", "a b", "a\nb", "ä", "x".repeat(300), "x".repeat(301), "", "..", ".a", "2026-11-01T03:00Z a", "2026-11-01T03:00Z b", "2026-11-01T03x b").stream().map(RunLog::idOf).distinct()).hasSize(12)
            .allMatch(id -> id.matches("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,149}"));
    }

    @Test
    void theSameMomentOfASchedulerIsTheSameIdHoweverItIsWritten() {
        assertThat(RunLog.idOf("2026-11-01T03:00:00.250000+00:00 manual daily")).isEqualTo(RunLog.idOf("2026-11-01T04:00:00.25+01:00 manual daily"));
    }

    private RunRecord whole() {
        return runs.find(RUN).orElseThrow();
    }

    /** Begun a minute after the one before. */
    private synchronized RunPart part(String pipeline, String step, ProcessMark process) {
        Instant started = BEGIN.plusSeconds(60L * minute++);
        return new RunPart(RunLog.newId(started), RUN, "Daily", "schedule", List.of(step), pipeline.isEmpty() ? List.of() : List.of(pipeline), "running", started, null, 0, List.of(), null, null, process);
    }

    private static RunPart over(RunPart part, String outcome, int exitCode, long captured) {
        return new RunPart(part.part(), part.run(), part.flow(), part.cause(), part.steps(), part.scope(), outcome, part.started(), part.started().plusSeconds(30), 30,
            part.scope().stream().map(name -> pipeline(name, outcome, captured)).toList(), exitCode == 0 ? null : "it is away", exitCode, part.process());
    }

    private static PipelineRun pipeline(String name, String outcome, long captured) {
        return new PipelineRun(name, outcome, captured, 0, 0, 0, 0, 0, 0, 0, NullNode.getInstance(), Map.of(), null, null, null);
    }
}
