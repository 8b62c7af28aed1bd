package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of a table by logical replication, into the lake. */
class ChangeTest {
    @TempDir
    private Path folder;
    private ChangedTable table;

    @BeforeEach
    void makeTable() {
        table = new ChangedTable("change_users", folder);
        TestPostgres.run("drop table if exists change_users; create table change_users (id int primary key, name text, note text);"
            + " alter table change_users alter note set storage external; insert into change_users values (1, 'ada', null), (2, 'alan', 'x')");
    }

    @AfterEach
    void leaveNoSlot() {
        table.release();
    }

    @Test
    void aSnapshotIsFollowedByEachChangeInTheOrderOfCommits() {
        assertThat(capture()).isEqualTo(2);
        assertThat(rows()).containsExactly("r 1 ada null", "r 2 alan x");
        assertThat(capture()).isZero();
        TestPostgres.run("insert into change_users values (3, 'grace', 'y')");
        TestPostgres.run("update change_users set name = 'Ada' where id = 1; delete from change_users where id = 2");
        TestPostgres.run("update change_users set id = 30 where id = 3");
        assertThat(capture()).isEqualTo(5);
        assertThat(rows()).containsExactly("r 1 ada null", "r 2 alan x", "c 3 grace y", "u 1 Ada null", "d 2 null null", "d 3 null null", "c 30 grace y");
        assertThat(capture()).isZero();
    }

    @Test
    void largeValuesThatDidNotChangeAreFilledFromBefore() {
        TestPostgres.run("update change_users set note = repeat('n', 5000) where id = 2");
        capture();
        TestPostgres.run("update change_users set name = 'Alan' where id = 2");
        TestPostgres.run("insert into change_users values (5, 'eve', repeat('e', 5000)); update change_users set name = 'Eve' where id = 5");
        TestPostgres.run("update change_users set id = 6 where id = 5");
        TestPostgres.run("update change_users set id = 7, name = 'Eva' where id = 6; update change_users set name = 'EVA' where id = 7");
        TestPostgres.run("update change_users set id = 5 where id = 2");
        capture();
        String n = "n".repeat(5000);
        String e = "e".repeat(5000);
        assertThat(rows()).containsExactly("r 1 ada null", "r 2 alan " + n, "u 2 Alan " + n, "c 5 eve " + e, "u 5 Eve " + e, "d 5 null " + e, "c 6 Eve " + e, "d 6 null " + e, "c 7 Eva " + e, "u 7 EVA " + e,
            "d 2 null " + n, "c 5 Alan " + n);
    }

    /** Each change of the key is filled in a pass of its own, and passes were planned in twice the time of the one before. */
    @Test
    void aLargeValueIsFilledThroughManyChangesOfItsKey() {
        String note = "n".repeat(5000);
        TestPostgres.run("update change_users set note = repeat('n', 5000) where id = 2");
        capture();
        for (int id = 2; id < 16; id++) {
            TestPostgres.run("update change_users set id = " + (id + 1) + " where id = " + id);
        }
        assertTimeoutPreemptively(Duration.ofMinutes(4), this::capture);
        assertThat(rows()).hasSize(2 + 2 * 14).last().isEqualTo("c 16 alan " + note);
        assertThat(table.lake().where("_leat_op = 'c' and (note <> repeat('n', 5000) or note is null)").count()).isZero();
    }

    @Test
    void aTruncateDeletesWhatIsThere() {
        capture();
        TestPostgres.run("delete from change_users where id = 1; insert into change_users values (3, 'c', 'z'); truncate change_users; insert into change_users values (2, 'b', null)");
        TestPostgres.run("truncate change_users; insert into change_users values (9, 'i', null)");
        capture();
        assertThat(rows().stream().skip(2).toList()).startsWith("d 1 null null", "c 3 c z").contains("d 2 alan x", "d 3 c z").endsWith("c 2 b null", "d 2 b null", "c 9 i null").hasSize(7);
    }

    private long capture() {
        return table.capture();
    }

    private List<String> rows() {
        return table.lake().orderBy("_leat_seq").collectAsList().stream().map(row -> row.getAs("_leat_op") + " " + row.getAs("id") + " " + row.getAs("name") + " " + row.getAs("note")).toList();
    }
}
