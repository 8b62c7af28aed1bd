package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.lake.RunRecord;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes, as tasks of a scheduler, do their parts under one id. */
class JoinedRunTest {
    private static final Optional<String> ID = Optional.of("scheduled-1");
    private static int tables;

    @TempDir
    private Path folder;
    private final String table = "joined_" + ++tables;
    private TestWorkspace workspace;

    @BeforeEach
    void threeRows() {
        TestPostgres.run("""
            drop table if exists %1$s; create table %1$s (id int primary key, amount text, at timestamptz default clock_timestamp());
            insert into %1$s values (1, '10'), (2, '20'), (3, '30')""".formatted(table));
        workspace = TestWorkspace.in(folder).pipeline("search", table, table, "capture: {incremental: at}\nbacklog: {limit: 0}")
            .mapping("search", table, table, "id = id", "amount = cast(amount as int)");
    }

    @Test
    void eachTellsItsPartAndTheRecordTheWhole() {
        assertThat(workspace.run(ID, Set.of(Step.CAPTURE)).outcome()).isEqualTo("succeeded");
        RunRecord second = workspace.run(ID, Set.of(Step.MATERIALIZE));
        assertThat(second.pipelines().get(0)).returns(0L, RunRecord.PipelineRun::captured).returns(3L, RunRecord.PipelineRun::written);
        assertThat(workspace.run(ID, Set.of(Step.MATERIALIZE)).outcome()).isEqualTo("nothing-new");

        RunRecord whole = workspace.leat().lake().runs().find(ID.get()).orElseThrow();
        assertThat(whole.outcome()).isEqualTo("succeeded");
        assertThat(whole.pipelines()).singleElement().returns(3L, RunRecord.PipelineRun::captured).returns(3L, RunRecord.PipelineRun::written)
            .returns("succeeded", RunRecord.PipelineRun::outcome).satisfies(part -> assertThat(part.seconds()).containsKeys("capture", "materialize"));
        assertThat(workspace.leat().lake().runs().newest(10)).hasSize(1);
    }

    @Test
    void aRetryThatSucceedsEndsWell() {
        TestPostgres.run("update %s set amount = 'many' where id = 2".formatted(table));
        assertThat(workspace.run(ID, Step.all())).returns("failed", RunRecord::outcome).returns(5, RunRecord::exitCode);
        TestPostgres.run("update %s set amount = '22', at = clock_timestamp() where id = 2".formatted(table));
        assertThat(workspace.run(ID, Step.all()).outcome()).isEqualTo("succeeded");
        assertThat(workspace.leat().lake().runs().find(ID.get()).orElseThrow()).returns("succeeded", RunRecord::outcome).returns(null, RunRecord::error).returns(0, RunRecord::exitCode);
    }

    @Test
    void anIdBelongsToOneFlow() {
        workspace.run(ID, Step.all());
        workspace.write("flows/f.yaml", workspace.read("flows/f.yaml").replace("flow: F", "flow: G"));
        assertThatThrownBy(() -> workspace.run(ID, Step.all())).hasMessage("run scheduled-1: it is a run of 'F'. Take another id for 'G'.");
    }
}
