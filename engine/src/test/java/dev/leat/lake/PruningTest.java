package dev.leat.lake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.leat.lake.CaptureLog.Head;
import dev.leat.lake.CaptureLog.Position;
import dev.leat.model.EntityName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small documents that would become more for ever. */
class PruningTest {
    private static final int COMMITS = 2350;
    @TempDir
    private Path folder;

    private long files(String under) throws IOException {
        Path root = folder.resolve("lake").resolve(under);
        if (!Files.isDirectory(root)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private CaptureLog capture() {
        return Lake.at("lake", folder).capture("db", EntityName.of("events"));
    }

    private void commits(int from, int to) {
        Documents documents = new Documents(new LocalStore(folder.resolve("lake")) {
            @Override
            public void replace(String name, String text) {
                try {
                    Files.createDirectories(folder.resolve("lake").resolve(name).getParent());
                    Files.writeString(folder.resolve("lake").resolve(name), text); // without waiting for the disk
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        });
        CaptureLog log = new CaptureLog(documents, "captures/db/events");
        for (long number = from; number <= to; number++) {
            var position = JsonNodeFactory.instance.objectNode().put("offset", number);
            documents.replace(String.format("captures/db/events/positions/%012d.json", number), new Position(number, "r", Instant.EPOCH, position, position, null, 2));
            log.finish(new Head(number, number * 2, position, "r", Instant.EPOCH, 2));
        }
    }

    @Test
    void commitsOfLongAgoAreFewFilesAndStillKnown() throws IOException {
        commits(1, COMMITS);
        List<Head> before = capture().since(0);
        capture().bundle();
        assertThat(files("captures")).isLessThan(2L * 1200 + 5);
        assertThat(capture().since(0)).isEqualTo(before).hasSize(COMMITS);
        assertThat(capture().position(1).orElseThrow().bounds().path("offset").asLong()).isEqualTo(1);
        assertThat(capture().upTo(1001).orElseThrow().number()).isEqualTo(500);
        assertThat(capture().unfinished()).isEmpty();
        assertThat(capture().commit(COMMITS + 1)).isEmpty();
        commits(COMMITS + 1, COMMITS + 900);
        capture().bundle();
        assertThat(capture().since(0)).hasSize(COMMITS + 900);
        assertThat(files("captures/db/events/bundles")).isEqualTo(3);
    }

    @Test
    void whoDiesBehindABundleLeavesWhatTheNextOneTakesAway() throws IOException {
        commits(1, 1300);
        Path positions = folder.resolve("lake/captures/db/events/positions");
        Path kept = folder.resolve("kept");
        Files.createDirectories(kept);
        for (String name : List.of("000000000700.json", "000000001000.json")) {
            Files.copy(positions.resolve(name), kept.resolve(name));
            Files.copy(positions.resolveSibling("commits").resolve(name), kept.resolve("c" + name));
        }
        capture().bundle();
        for (String name : List.of("000000000700.json", "000000001000.json")) {
            Files.copy(kept.resolve(name), positions.resolve(name));
            Files.copy(kept.resolve("c" + name), positions.resolveSibling("commits").resolve(name));
        }
        capture().bundle();
        assertThat(files("captures/db/events/positions")).isEqualTo(300);
        assertThat(capture().since(0)).hasSize(1300);
    }

    private RunPart part(Instant at, String outcome, ProcessMark process) {
        String id = RunLog.newId(at);
        return new RunPart(id, id, "F", "manual", List.of("capture"), List.of(), outcome, at, outcome.equals("running") ? null : at.plusSeconds(9), 9, List.of(), null, 0, process);
    }

    @Test
    void endedRunsAreForgottenButNotTheNewestNorOneThatGoesOn() throws IOException {
        RunLog runs = Lake.at("lake", folder).runs();
        Instant now = Instant.now();
        RunPart follower = part(now.minus(Duration.ofDays(200)), "running", ProcessMark.here());
        RunPart killed = part(now.minus(Duration.ofDays(190)), "running", new ProcessMark(ProcessMark.here().host(), 1L << 40, "never"));
        List<RunPart> old = Stream.of(180, 170, 160).map(days -> part(now.minus(Duration.ofDays(days)), "succeeded", ProcessMark.here())).toList();
        Stream.concat(Stream.of(follower, killed), old.stream()).forEach(runs::save);
        Certificate.Side side = Certificate.Side.not("db", "x");
        runs.save(new Certificate(old.get(0).run(), "P", now, 1, JsonNodeFactory.instance.objectNode(), 1, side, side));
        runs.forget(now.minus(Duration.ofDays(90)), 2);
        assertThat(runs.newest(10)).extracting(RunRecord::run).containsExactly(old.get(2).run(), old.get(1).run(), follower.run());
        assertThat(files("runs")).as("its certificate is gone as well").isEqualTo(3);
        runs.forget(now.minus(Duration.ofDays(300)), 0);
        assertThat(runs.newest(10)).hasSize(3);
    }

    @Test
    void onlyCheckpointsThatNobodyGoesOnWithAreTakenAway() throws IOException {
        PipelineLog log = new PipelineLog(new Documents(new LocalStore(folder.resolve("lake"))), "pipelines/p");
        for (int generation = 0; generation < 6; generation++) {
            Path offsets = folder.resolve("lake/pipelines/p/checkpoint/" + generation + "/offsets");
            Files.createDirectories(offsets);
            Files.writeString(offsets.resolve("0"), "v1");
            log.claim("r");
        }
        log.save(state(4));
        log.rebuilding().decide(new Rebuilding.Swap(new Rebuilding.Beside(state(3), EntityName.of("a"), "backlog-3", 0), new Rebuilding.Beside(state(1), EntityName.of("b"), "backlog", 0), java.util.Optional.empty(), "r", Instant.now()));
        log.prune();
        try (Stream<Path> left = Files.list(folder.resolve("lake/pipelines/p/checkpoint"))) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("1", "3", "4", "5");
        }
        assertThat(log.claim("r")).as("no generation twice").isEqualTo(6);
    }

    private static PipelineLog.State state(long generation) {
        return new PipelineLog.State(generation, 0, 1, true, 1, 1, "m", "r", Instant.now());
    }
}
