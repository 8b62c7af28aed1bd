package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.lake.CaptureLog;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to change capture when a process dies, and when the server loses what it needs. */
class ChangeRecoveryTest {
    @TempDir
    private Path folder;
    private ChangedTable table;

    @BeforeEach
    void makeTable() {
        table = new ChangedTable("recovered", folder);
        TestPostgres.run("drop table if exists recovered; create table recovered (id int primary key, name text); insert into recovered values (1, 'a'), (2, 'b')");
    }

    @AfterEach
    void leaveNoSlot() {
        table.release();
    }

    @Test
    void aSnapshotThatDiedBeginsAgainWithANewSlotAndLosesNothing() {
        assertThatThrownBy(() -> table.capture(source -> new DyingSource(source, () -> {
            throw new IllegalStateException("died");
        }))).hasMessage("died");
        TestPostgres.run("insert into recovered values (3, 'c')");
        // and once more behind the making of the slot
        CaptureLog.Position begun = table.log().unfinished().orElseThrow();
        table.read(begun);
        TestPostgres.run("insert into recovered values (4, 'd')");
        assertThat(table.capture()).isEqualTo(4);
        TestPostgres.run("update recovered set name = 'A' where id = 1");
        assertThat(table.capture()).isEqualTo(1);
        assertThat(table.rows()).containsExactlyInAnyOrder("r 1 a", "r 2 b", "r 3 c", "r 4 d", "u 1 A");
        assertThat(table.slots()).hasSize(1);
    }

    @Test
    void changesWhosePositionIsWrittenAreReadAgainAndThoseCommittedAreNot() {
        table.capture();
        TestPostgres.run("update recovered set name = 'A' where id = 1");
        assertThatThrownBy(() -> table.capture(source -> new DyingSource(source, () -> {
            TestPostgres.run("update recovered set name = 'AA' where id = 1");
            throw new IllegalStateException("died");
        }))).hasMessage("died");
        assertThat(table.capture()).isEqualTo(2);
        // rows committed, but the head is that of before
        CaptureLog.Head last = table.log().head().orElseThrow();
        table.log().finish(new CaptureLog.Head(last.number() - 1, last.version() - 1, table.position(last.number() - 1), "run", Instant.now(), 1));
        assertThat(table.capture()).isZero();
        TestPostgres.run("delete from recovered where id = 2");
        assertThat(table.capture()).isEqualTo(1);
        assertThat(table.rows()).containsExactly("r 1 a", "r 2 b", "u 1 A", "u 1 AA", "d 2 null");
    }

    @Test
    void theSlotIsMovedOnlyBehindWhatTheLakeHas() {
        table.capture();
        TestPostgres.run("update recovered set name = 'A' where id = 1");
        table.capture();
        String read = table.log().head().orElseThrow().position().get("lsn").asText();
        assertThat(table.confirmed()).isNotEqualTo(read);
        table.capture();
        assertThat(table.confirmed()).isEqualTo(read);
    }

    @Test
    void aLostSlotIsToldAndHealedByAComparison() {
        table.capture();
        TestPostgres.run("update recovered set name = 'A' where id = 1; insert into recovered values (3, 'c')");
        table.dropSlot();
        TestPostgres.run("delete from recovered where id = 2");
        assertThat(table.capture()).isEqualTo(3);
        assertThat(table.notes()).singleElement().asString().contains("is gone: the whole table is read and compared with the lake");
        assertThat(table.live()).containsExactly("1 A", "3 c");
        TestPostgres.run("insert into recovered values (4, 'd')");
        assertThat(table.capture()).isEqualTo(1);
        assertThat(table.notes()).hasSize(1);
    }

    @Test
    void aSlotThatIsLostWhenARangeIsBegunIsHealedAsWell() {
        table.capture();
        TestPostgres.run("update recovered set name = 'A' where id = 1");
        table.capture(source -> new DyingSource(source, () -> {
            table.dropSlot();
            TestPostgres.run("delete from recovered where id = 2");
        }));
        table.capture();
        assertThat(table.live()).containsExactly("1 A");
        TestPostgres.run("insert into recovered values (4, 'd')");
        assertThat(table.capture()).isEqualTo(1);
    }

    @Test
    void aSlotMadeAgainUnderTheSameNameIsNotTrusted() {
        table.capture();
        TestPostgres.run("insert into recovered values (3, 'c')");
        table.capture();
        String slot = table.slots().get(0);
        table.dropSlot();
        TestPostgres.run("insert into recovered values (4, 'd')");
        TestPostgres.run("select pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
        assertThat(table.capture()).isEqualTo(1);
        assertThat(table.live()).containsExactly("1 a", "2 b", "3 c", "4 d");
        assertThat(table.slots()).hasSize(1).doesNotContain(slot);
    }

    @Test
    void aNewColumnATableMadeAgainAndAnotherPublicationAreReadFromTheTable() {
        table.capture();
        TestPostgres.run("insert into recovered values (3, 'c')");
        table.capture();
        TestPostgres.run("alter table recovered add column town text default 'Oslo'");
        assertThat(table.capture()).isEqualTo(3);
        TestPostgres.run("insert into recovered values (4, 'd')");
        assertThat(table.capture()).isEqualTo(1);
        TestPostgres.run("drop table recovered; create table recovered (id int primary key, name text, town text); insert into recovered values (1, 'z')");
        table.capture();
        assertThat(table.live()).containsExactly("1 z");
        TestPostgres.run("insert into recovered values (5, 'e')");
        table.capture();
        table.dropPublication();
        TestPostgres.run("insert into recovered values (6, 'f')");
        table.capture();
        assertThat(table.live()).containsExactly("1 z", "5 e", "6 f");
        assertThat(table.slots()).hasSize(1);
    }

    @Test
    void aColumnOfAnotherTypeOrOneThatIsGoneDoesNotStopIt() {
        TestPostgres.run("alter table recovered add column town varchar(20)");
        table.capture();
        TestPostgres.run("insert into recovered values (3, 'c', 'Oslo')");
        TestPostgres.run("alter table recovered alter column town type text");
        TestPostgres.run("insert into recovered values (4, 'd', 'Rome')");
        assertThat(table.capture()).isEqualTo(2);
        TestPostgres.run("alter table recovered drop column town");
        TestPostgres.run("insert into recovered values (5, 'e')");
        table.capture();
        assertThat(table.live()).containsExactly("1 a", "2 b", "3 c", "4 d", "5 e");
        TestPostgres.run("alter table recovered alter column name type int using id * 10");
        table.capture();
        TestPostgres.run("insert into recovered values (6, 60)");
        table.capture();
        assertThat(table.now()).as("all is read once with the new type").containsExactly("1 10", "2 20", "3 30", "4 40", "5 50", "6 60");
    }

    @Test
    void aPlanThatLooksAtTheSlotDoesNotStopACapture() throws Exception {
        table.capture();
        TestPostgres.run("insert into recovered select n, repeat('x', 500) from generate_series(10, 20000) n");
        var plans = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 15; i++) {
                table.plan();
            }
        });
        assertThat(table.capture()).isEqualTo(19_991);
        plans.get();
    }

    @Test
    void withoutAnIdentityThatHoldsTheKeyNothingBeginsAndItIsSaidWhatToRun() {
        TestPostgres.run("alter table recovered drop constraint recovered_pkey");
        assertThatThrownBy(() -> table.with(List.of("id")).capture()).isInstanceOf(LeatException.class).matches(e -> ((LeatException) e).kind() == Kind.WORKSPACE)
            .hasMessageContaining("ALTER TABLE public.recovered REPLICA IDENTITY FULL");
        assertThat(table.log().unfinished()).isEmpty();
        assertThat(table.slots()).isEmpty();
        TestPostgres.run("alter table recovered replica identity full");
        assertThat(table.with(List.of("id")).capture()).isEqualTo(2);
    }

    @Test
    void theLogOfAQuietTableIsLetGo() {
        table.capture();
        String before = table.confirmed();
        TestPostgres.run("create table if not exists recovered_noise (t text); insert into recovered_noise select repeat('x', 900) from generate_series(1, 30000); drop table recovered_noise");
        assertThat(table.capture()).isZero();
        assertThat(table.capture()).isZero();
        assertThat(table.confirmed()).isNotEqualTo(before);
        assertThat(table.rows()).hasSize(2);
    }
}
