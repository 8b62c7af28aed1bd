package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.lake.RunRecord;
import dev.leat.model.LeatException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flows into tables of a database. */
class WarehouseTest {
    @TempDir
    private Path folder;
    private TestWorkspace workspace;

    @BeforeEach
    void threePeople() {
        TestPostgres.run("""
            drop schema if exists mart cascade; drop table if exists staff; create table staff (id int primary key, name text, born text);
            insert into staff values (1, 'Ann', '2001-01-01'), (2, 'Bob', '2002-02-02'), (3, 'Cid', '2003-03-03')""");
        workspace = TestWorkspace.in(folder);
    }

    private void flow(String destination, String more, String... fields) {
        workspace.pipeline(destination, "staff", "mart.people", "capture: snapshot\nbacklog: {limit: 100%}\n" + more);
        workspace.mapping(destination, "staff", "mart.people", fields);
    }

    private RunRecord.PipelineRun succeed() {
        RunRecord run = workspace.run();
        assertThat(run.outcome()).as(run.error()).isEqualTo("succeeded");
        return run.pipelines().get(0);
    }

    @Test
    void historyKeepsEveryVersionAndAReplayedOneTakesItsPlace() {
        flow("db", "history: true", "id = id", "name = name", "born = cast(born as date)");
        succeed();
        TestPostgres.run("update staff set name = 'Anna', born = 'never' where id = 1; delete from staff where id = 2");
        assertThat(succeed().backlogged()).isEqualTo(1);
        TestPostgres.run("update staff set name = 'Anne', born = '2001-01-01' where id = 1");
        succeed();
        String versions = "select id || ' ' || name || case when current then ' current' when valid_to > valid_from then '' else ' never held' end from mart.people order by id, _leat_seq";
        assertThat(TestPostgres.texts(versions)).containsExactly("1 Ann", "1 Anne current", "2 Bob", "3 Cid current");
        workspace.mapping("db", "staff", "mart.people", "id = id", "name = name", "born = try_cast(born as date)");
        assertThat(workspace.replay()).isEqualTo(new Replay.Outcome(1, 1, 0, 0));
        assertThat(TestPostgres.texts(versions)).containsExactly("1 Ann", "1 Anna", "1 Anne current", "2 Bob", "3 Cid current");
        assertThat(TestPostgres.texts("select count(*) from mart.people a join mart.people b on a.id = b.id and a.valid_to = b.valid_from")).containsExactly("2");
    }

    @Test
    void tableIsMadeByTheLabelsAndSoftDeletesStay() {
        workspace.write("schemas/db/mart.people.yaml", """
            entity: mart.people
            fields:
              - {name: id, type: int, key: true, description: "number, it's the shop's"}
              - {name: name, type: string}
            """);
        flow("db", "deletes: soft", "id = id", "name = upper(name)");
        assertThat(succeed().written()).isEqualTo(3);
        TestPostgres.run("delete from staff where id = 2");
        assertThat(succeed().deleted()).isEqualTo(1);
        assertThat(TestPostgres.texts("select id || ' ' || name || ' ' || _leat_deleted from mart.people order by id")).containsExactly("1 ANN false", "2 BOB true", "3 CID false");
        assertThat(TestPostgres.texts("select col_description('mart.people'::regclass, 1)")).isEqualTo(List.of("number, it's the shop's"));
        assertThat(TestPostgres.texts("select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'mart.people'::regclass and contype = 'p'")).containsExactly("PRIMARY KEY (id)");
    }

    @Test
    void deletesAndHistoryArePartOfWhatIsApprovedAndOfWhatADestinationCanDo() {
        flow("db", "", "id = id");
        workspace.pipeline("db", "staff", "mart.people", "capture: snapshot\ndeletes: soft");
        assertThatThrownBy(() -> workspace.run()).isInstanceOf(LeatException.class).hasMessageContaining("approv");
        workspace.pipeline("db", "staff", "mart.people", "capture: snapshot\ndeletes: soft\nwrite: append");
        assertThatThrownBy(() -> workspace.plan()).hasMessageContaining("'deletes' is for upserts");
        assertThatThrownBy(() -> flow("search", "history: true", "id = id")).isInstanceOf(LeatException.class).hasMessageContaining("keeps no rows that the source has no more");
    }

    @Test
    void whatWasChangedByHandIsFoundNamedAndRepaired() {
        flow("db", "", "id = id", "name = name", "born = cast(born as date)");
        TestPostgres.run("insert into staff select n, 'n' || n, '2001-01-01' from generate_series(10, 400) n; update staff set born = 'never' where id = 50");
        succeed();
        assertThat(reconciled(Step.RECONCILE).outcome()).isEqualTo("succeeded");
        TestPostgres.run("update staff set name = 'other' where id = 60; update staff set born = 'never' where id = 70; delete from staff where id = 80");
        succeed();
        assertThat(reconciled(Step.RECONCILE).outcome()).isEqualTo("succeeded");
        TestPostgres.run("""
            delete from mart.people where id in (100, 101); update mart.people set _leat_seq = _leat_seq - 1 where id = 60;
            insert into mart.people select 80, 'back by hand', null, max(_leat_seq) - 1000 from mart.people; insert into mart.people values (9999, 'own', null, null)""");
        RunRecord found = reconciled(Step.RECONCILE);
        assertThat(found.exitCode()).isEqualTo(5);
        assertThat(found.error()).contains("4 keys", "2 are missing there", "1 are there and should not be", "1 have another version", "100, 101, 60, 80", "leat verify \"F\" --repair");
        assertThat(found.pipelines().get(0).compared().different()).isEqualTo(4);
        assertThat(found.pipelines().get(0).compared().records()).isGreaterThan(380);
        RunRecord repaired = reconciled(Step.REPAIR);
        assertThat(repaired.outcome()).as(repaired.error()).isEqualTo("succeeded");
        assertThat(reconciled(Step.RECONCILE).outcome()).isEqualTo("succeeded");
        assertThat(TestPostgres.texts("select id || ' ' || name from mart.people where id in (60, 80, 100, 101, 9999) order by id")).containsExactly("60 other", "100 n100", "101 n101", "9999 own");
    }

    @Test
    void pipelineOfAnotherWorkspaceThatHasTheSameNameIsAnotherOne(@TempDir Path other) {
        flow("db", "", "id = id", "name = name");
        assertThat(succeed().written()).isEqualTo(3);
        TestPostgres.run("insert into staff values (4, 'Dan', '2004-04-04')");
        workspace = TestWorkspace.in(other);
        flow("db", "", "id = id", "name = name");
        assertThat(succeed().written()).isEqualTo(4);
        assertThat(TestPostgres.texts("select count(*) from mart.people")).containsExactly("4");
    }

    @Test
    void tableOfTheLakeIsComparedToo() {
        workspace.write("leat.yaml", workspace.read("leat.yaml").replace("spark:", "  tables: {type: delta, path: ./tables}\nspark:"));
        flow("tables", "", "id = id", "name = upper(name)");
        succeed();
        assertThat(reconciled(Step.RECONCILE).outcome()).isEqualTo("succeeded");
        io.delta.tables.DeltaTable.forPath(workspace.leat().spark(Size.SMALL), folder.resolve("tables/mart/people").toString()).delete("id = 2");
        assertThat(reconciled(Step.RECONCILE).error()).contains("1 are missing there", "from '2' to '2'");
        assertThat(reconciled(Step.REPAIR).outcome()).isEqualTo("succeeded");
    }

    private RunRecord reconciled(Step step) {
        return workspace.run(java.util.EnumSet.of(step));
    }
}
